package main

import (
	"io"
	"os"
	"path/filepath"
)

// wholeFile is a file that appears under its name only when all of it is there.
type wholeFile struct {
	*os.File
	name   string
	failed bool
}

// createWhole creates a file that is whole or not there, whatever ends this
// program meanwhile. What is there already and no ordinary file, such as a device,
// is written as it is.
func createWhole(name string) (io.WriteCloser, error) {
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return os.Create(name)
	}
	file, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return nil, err
	}
	if err := file.Chmod(0o644); err != nil {
		file.Close()
		os.Remove(file.Name())
		return nil, err
	}
	return &wholeFile{File: file, name: name}, nil
}

// replaceFile writes a file whole and then puts it into the place of the old one.
func replaceFile(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	file, err := createWhole(name)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if closing := file.Close(); err == nil {
		err = closing
	}
	return err
}

func (f *wholeFile) Write(data []byte) (int, error) {
	count, err := f.File.Write(data)
	f.failed = f.failed || err != nil
	return count, err
}

// Close gives the file its name.
func (f *wholeFile) Close() error {
	err := f.File.Close()
	if err == nil && !f.failed {
		err = os.Rename(f.File.Name(), f.name)
	}
	if err != nil || f.failed {
		os.Remove(f.File.Name())
	}
	return err
}
