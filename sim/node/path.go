package node

import "strings"

// What Linux allows. (NAME_MAX, PATH_MAX, MAXSYMLINKS)
const (
	longestName = 255
	longestPath = 4096
	mostLinks   = 40
)

// spot is where a path leads: to something, or to where it could be made.
type spot struct {
	parent *inode
	name   string
	path   string // the real path
	node   *inode // nil if nothing is there
	slash  bool   // the path ends in one
	dots   bool   // its last part is "." or "..", or it has none: no entry of a directory
	last   string // that part
}

// walk is a way along a path. (path_resolution(7))
type walk struct {
	volume *Volume
	at     []step
	rest   []string
	links  int
}

type step struct {
	node *inode
	name string
}

// find follows an absolute path; a symbolic link at its end only if follow
// says so, or a slash behind it.
func (v *Volume) find(name string, follow bool) (spot, error) {
	w, err := v.begin(name)
	if err != nil {
		return spot{}, err
	}
	directory := strings.HasSuffix(name, "/")
	for len(w.rest) > 0 {
		part, child, err := w.next()
		switch {
		case err != nil:
			return spot{}, err
		case part == "":
			continue
		case child == nil && len(w.rest) > 0:
			return spot{}, errno("ENOENT")
		case child == nil:
			return spot{parent: w.top(), name: part, path: w.path(part), slash: directory, last: part}, nil
		case child.kind == LinkEntry && (len(w.rest) > 0 || follow || directory):
			if err := w.follow(child); err != nil {
				return spot{}, err
			}
		default:
			w.at = append(w.at, step{child, part})
		}
	}
	end := w.at[len(w.at)-1]
	if directory && end.node.kind != DirectoryEntry {
		return spot{}, errno("ENOTDIR")
	}
	found := spot{name: end.name, path: w.path(""), node: end.node, slash: directory}
	if len(w.at) > 1 {
		found.parent = w.at[len(w.at)-2].node
	}
	return found, nil
}

// entry follows all but the last part of a path: the result is the entry of a
// directory that the path stands for, if it is one, or the place for it.
func (v *Volume) entry(name string) (spot, error) {
	w, err := v.begin(name)
	if err != nil {
		return spot{}, err
	}
	found := spot{slash: strings.HasSuffix(name, "/"), dots: true}
	if len(w.rest) > 0 {
		found.last = w.rest[len(w.rest)-1]
		w.rest = w.rest[:len(w.rest)-1]
		found.dots = found.last == "." || found.last == ".."
	}
	for len(w.rest) > 0 {
		part, child, err := w.next()
		switch {
		case err != nil:
			return spot{}, err
		case part == "":
		case child == nil:
			return spot{}, errno("ENOENT")
		case child.kind == LinkEntry:
			if err := w.follow(child); err != nil {
				return spot{}, err
			}
		default:
			w.at = append(w.at, step{child, part})
		}
	}
	if w.top().kind != DirectoryEntry {
		return spot{}, errno("ENOTDIR")
	}
	if found.dots {
		return found, nil
	}
	if len(found.last) > longestName {
		return spot{}, errno("ENAMETOOLONG")
	}
	found.parent, found.name, found.path = w.top(), found.last, w.path(found.last)
	found.node = v.child(found.parent, found.name)
	return found, nil
}

// place is where something is to be made: an entry that is not there yet.
func (v *Volume) place(name string, directory bool) (spot, error) {
	found, err := v.entry(name)
	switch {
	case err != nil:
		return spot{}, err
	case found.dots || found.node != nil:
		return spot{}, errno("EEXIST")
	case found.slash && !directory:
		return spot{}, errno("ENOENT")
	}
	return found, nil
}

// must follows a path that leads to something.
func (v *Volume) must(name string, follow bool) (spot, error) {
	found, err := v.find(name, follow)
	if err == nil && found.node == nil {
		err = errno("ENOENT")
	}
	return found, err
}

func (v *Volume) begin(name string) (*walk, error) {
	switch {
	case name == "":
		return nil, errno("ENOENT")
	case len(name) >= longestPath:
		return nil, errno("ENAMETOOLONG")
	}
	return &walk{volume: v, at: []step{{v.root, ""}}, rest: parts(name)}, nil
}

func (w *walk) top() *inode { return w.at[len(w.at)-1].node }

// next takes the next part: its name and what is there, or no name if the walk
// is already where it leads.
func (w *walk) next() (part string, child *inode, err error) {
	part, w.rest = w.rest[0], w.rest[1:]
	switch {
	case w.top().kind != DirectoryEntry:
		return "", nil, errno("ENOTDIR")
	case part == ".":
		return "", nil, nil
	case part == "..":
		w.at = w.at[:max(1, len(w.at)-1)]
		return "", nil, nil
	case len(part) > longestName:
		return "", nil, errno("ENAMETOOLONG")
	}
	return part, w.volume.child(w.top(), part), nil
}

// follow goes on where a symbolic link points to.
func (w *walk) follow(link *inode) error {
	if w.links++; w.links > mostLinks {
		return errno("ELOOP")
	}
	if strings.HasPrefix(link.target, "/") {
		w.at = w.at[:1]
	}
	w.rest = append(parts(link.target), w.rest...)
	return nil
}

// path is the real path of where the walk is, or of a name there.
func (w *walk) path(name string) string {
	var b strings.Builder
	for _, s := range w.at[1:] {
		b.WriteString("/" + s.name)
	}
	if name != "" {
		b.WriteString("/" + name)
	}
	if b.Len() == 0 {
		return "/"
	}
	return b.String()
}

func parts(name string) []string {
	list := strings.Split(name, "/")
	kept := list[:0]
	for _, part := range list {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return kept
}
