package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"

	"timeslice/sim/node"
	"timeslice/sim/trace"
)

// memory is a computer of which only its files and variables exist.
type memory struct {
	files     map[string]string
	variables map[string]string
}

// file is a file that is being written.
type file struct {
	bytes.Buffer
	close func(string)
}

func (f *file) Close() error {
	f.close(f.String())
	return nil
}

func newMemory() *memory {
	return &memory{files: map[string]string{}, variables: map[string]string{}}
}

func (m *memory) environment() environment {
	seconds := int64(0)
	return environment{
		getenv: func(name string) string { return m.variables[name] },
		readFile: func(name string) ([]byte, error) {
			if text, found := m.files[name]; found {
				return []byte(text), nil
			}
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		},
		create: func(name string) (io.WriteCloser, error) {
			if strings.HasPrefix(name, "/full/") {
				return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
			}
			return &file{close: func(text string) { m.files[name] = text }}, nil
		},
		isFolder: func(name string) bool {
			for file := range m.files {
				if strings.HasPrefix(file, name+"/") {
					return true
				}
			}
			return false
		},
		folder: func(name string) (node.Folder, error) {
			files := node.Files{}
			for file, text := range m.files {
				if below, found := strings.CutPrefix(path.Join("/", file), path.Join("/", name)); found {
					files[path.Join("/", below)] = []byte(text)
				}
			}
			return files, nil
		},
		tree: func(name string) fs.FS {
			files := fstest.MapFS{}
			for file, text := range m.files {
				if below, err := filepath.Rel(name, file); err == nil && fs.ValidPath(below) && !strings.HasPrefix(below, "..") {
					files[below] = &fstest.MapFile{Data: []byte(text)}
				}
			}
			return files
		},
		watchMemory:  func(*node.Guard) func() { return func() {} },
		configFolder: "/config",
		serve: func(p *program, fragment string) error {
			p.print(strings.TrimSpace("(the page is served) " + fragment))
			return nil
		},
		clock: func() int64 {
			seconds++
			return seconds * trace.Second
		},
	}
}

// TestStories runs the stories in testdata. Commands:
//
//	file NAME         the text below is a file of that name
//	set NAME=VALUE…   variables of the environment from now on
//	timeslice         the arguments below, one a line; what it prints, and the
//	                  exit code if it is not 0
//	show NAME         the first four lines of a file
func TestStories(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		m := newMemory()
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			return m.tell(t, d)
		})
	})
}

func (m *memory) tell(t *testing.T, d *datadriven.TestData) string {
	switch d.Cmd {
	case "file":
		m.files[d.CmdArgs[0].Key] = d.Input + "\n"
		return ""
	case "set":
		for _, arg := range d.CmdArgs {
			m.variables[arg.Key] = strings.Join(arg.Vals, ",")
		}
		return ""
	case "timeslice":
		return m.timeslice(strings.Split(d.Input, "\n"))
	case "show":
		text, found := m.files[d.CmdArgs[0].Key]
		require.True(t, found, "%s: there is no file %s", d.Pos, d.CmdArgs[0].Key)
		lines := strings.SplitAfter(text, "\n")
		return strings.Join(lines[:min(len(lines), 4)], "")
	default:
		t.Fatalf("%s: there is no command %q", d.Pos, d.Cmd)
		return ""
	}
}

// timeslice carries out a command line: its output, then what it says on the
// other output, then the exit code.
func (m *memory) timeslice(args []string) string {
	var out, err bytes.Buffer
	code := run(args, strings.NewReader(""), &out, &err, m.environment())
	text := out.String()
	for line := range strings.Lines(err.String()) {
		text += "! " + line
	}
	if code != 0 {
		text += fmt.Sprintf("exit code %d\n", code)
	}
	return text
}
