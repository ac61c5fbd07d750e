package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"timeslice/sim/node"
)

// largestFile is how large a file may be that a script reads.
const largestFile = 64 << 20

// folder is a folder of this computer as simulated processes see it: read when
// first asked for, never written, and nothing outside of it, whatever symbolic
// links say.
type folder struct{ root *os.Root }

// openFolder opens a folder of this computer.
func openFolder(name string) (node.Folder, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &folder{root: root}, nil
}

// inside is a path of the simulated disk as a path in the folder.
func inside(name string) string {
	if name = strings.Trim(name, "/"); name != "" {
		return filepath.FromSlash(name)
	}
	return "."
}

// Read returns a file's bytes. Only ordinary files can be read, so that no
// device or pipe can make it wait.
func (f *folder) Read(name string) ([]byte, bool) {
	file, err := f.root.Open(inside(name))
	if err != nil {
		return nil, false
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > largestFile {
		return nil, false
	}
	data, err := io.ReadAll(io.LimitReader(file, largestFile))
	return data, err == nil
}

// List returns what a directory of the folder holds: files, directories and
// symbolic links.
func (f *folder) List(directory string) ([]node.Entry, bool) {
	opened, err := f.root.Open(inside(directory))
	if err != nil {
		return nil, false
	}
	defer opened.Close()
	found, err := opened.ReadDir(-1)
	if err != nil {
		return nil, false
	}
	var list []node.Entry
	for _, entry := range found {
		if e, ok := f.entry(directory, entry); ok {
			list = append(list, e)
		}
	}
	return list, true
}

func (f *folder) entry(directory string, entry fs.DirEntry) (node.Entry, bool) {
	info, err := entry.Info()
	if err != nil {
		return node.Entry{}, false
	}
	e := node.Entry{Name: entry.Name(), Executable: info.Mode()&0o111 != 0}
	switch {
	case info.Mode().IsRegular():
		e.Size = info.Size()
	case info.IsDir():
		e.Kind = node.DirectoryEntry
	case info.Mode()&fs.ModeSymlink != 0:
		e.Kind = node.LinkEntry
		e.Target, err = f.root.Readlink(filepath.Join(inside(directory), entry.Name()))
		e.Target = filepath.ToSlash(e.Target)
	default:
		err = errors.ErrUnsupported
	}
	return e, err == nil
}

// mounted is a disk with a folder at one place, and nothing besides.
type mounted struct {
	at     string // such as /app
	folder node.Folder
}

func (m mounted) below(name string) (string, bool) {
	rest, found := strings.CutPrefix(name, m.at)
	switch {
	case !found || rest != "" && rest[0] != '/':
		return "", false
	case rest == "":
		return "/", true
	}
	return rest, true
}

// Read returns a file's bytes.
func (m mounted) Read(name string) ([]byte, bool) {
	if rest, found := m.below(name); found {
		return m.folder.Read(rest)
	}
	return nil, false
}

// List returns what a directory holds.
func (m mounted) List(directory string) ([]node.Entry, bool) {
	if directory == "/" {
		return []node.Entry{{Name: strings.Trim(m.at, "/"), Kind: node.DirectoryEntry}}, true
	}
	if rest, found := m.below(directory); found {
		return m.folder.List(rest)
	}
	return nil, false
}
