package node

import (
	"path"
	"sort"
	"strings"
)

// Disk is where the files of a Volume come from: read when first asked for,
// never written back. Paths are absolute, with slashes, without "." and "..".
// What a disk says of a path must not change while a run uses it.
type Disk interface {
	// Read returns a file's bytes, false if there is no file of that path.
	Read(path string) ([]byte, bool)
}

// Folder is a Disk that also tells what its directories hold. Of a Disk that
// is no Folder only files whose paths are known can be opened.
type Folder interface {
	Disk
	// List returns what a directory holds, in any order, false if there is no
	// directory of that path.
	List(directory string) ([]Entry, bool)
}

// Entry is something in a directory of a Folder.
type Entry struct {
	Name       string
	Kind       EntryKind
	Size       int64  // of a file, in bytes
	Executable bool   // a file that may be run
	Target     string // of a symbolic link
}

// EntryKind is a file, a directory or a symbolic link.
type EntryKind uint8

// The kinds of entries.
const (
	FileEntry EntryKind = iota
	DirectoryEntry
	LinkEntry
)

// Files is a disk held in memory, by path.
type Files map[string][]byte

// Read returns a file's bytes.
func (f Files) Read(name string) ([]byte, bool) {
	data, ok := f[path.Clean(name)]
	return data, ok
}

// List returns the files of a directory, and the directories above files.
func (f Files) List(directory string) ([]Entry, bool) {
	prefix := strings.TrimSuffix(path.Clean(directory), "/") + "/"
	found := map[string]Entry{}
	for name, data := range f {
		rest, below := strings.CutPrefix(path.Clean(name), prefix)
		if !below || rest == "" {
			continue
		}
		if first, _, deeper := strings.Cut(rest, "/"); deeper {
			found[first] = Entry{Name: first, Kind: DirectoryEntry}
		} else {
			found[rest] = Entry{Name: rest, Size: int64(len(data))}
		}
	}
	list := make([]Entry, 0, len(found))
	for _, entry := range found {
		list = append(list, entry)
	}
	sort.Slice(list, func(a, b int) bool { return list[a].Name < list[b].Name })
	return list, len(list) > 0 || prefix == "/"
}
