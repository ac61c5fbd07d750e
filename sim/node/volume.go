package node

import (
	"path"
	"sort"
	"strings"

	"timeslice/sim"
)

// Volume is the disk that processes see: a writable layer in memory over a Disk
// that gives files when they are first touched. Nothing is ever written back.
// Several processes of a run may share one; it must not be used by two runs.
type Volume struct {
	*storage
	machine *sim.Machine
	caller  *sim.Process // whose view of it this is, of which /proc tells; nil for nobody's
}

// storage is what all who see a volume share.
type storage struct {
	lower      Disk
	root       *inode
	inodes     int64
	usedBytes  int64
	limitBytes int64
	watchers   []*watcher
	streams    *inode // the standard streams, by their numbers
	user       uint32 // to whom the files of the disk below belong: who runs the first process
	settled    bool   // that is known
}

// seenBy is the volume as a process of a machine sees it.
func (v *Volume) seenBy(m *sim.Machine, p *sim.Process) *Volume {
	if !v.settled {
		v.settled, v.user = true, userID(p.User)
		for _, node := range v.root.children {
			if node.owner == firstUser {
				node.owner, node.group = v.user, v.user
			}
		}
	}
	return &Volume{storage: v.storage, machine: m, caller: p}
}

// mask is what is taken off the permissions of what the caller makes.
func (v *Volume) mask() uint32 {
	if v.caller == nil {
		return sim.UsualMask
	}
	return v.caller.Umask
}

// inode is a file, a directory or a symbolic link.
type inode struct {
	number   int64
	kind     EntryKind
	mode     uint32 // permission bits
	links    int64
	data     []byte
	target   string
	children map[string]*inode
	lower    string // its path on the disk below, until it has been read
	size     int64  // of a file that has not been read
	device   device
	owner    uint32
	group    uint32
	program  string   // which of the machine's programs it is; "" for none
	account  *account // what of /proc it is
	atimeNs  int64
	mtimeNs  int64
	ctimeNs  int64
	birthNs  int64
}

// epochNs is the instant since 1970 at which every run begins: the first
// second of 2026.
const epochNs = 1_767_225_600 * 1_000_000_000

// volumeLimit is how many bytes a volume holds when nothing else is said.
const volumeLimit = 256 << 20

// NewVolume returns a volume over a disk; limitBytes bounds what is read from
// it and written over it together, 0 for 256 MiB.
func NewVolume(lower Disk, limitBytes int64) *Volume {
	if limitBytes <= 0 {
		limitBytes = volumeLimit
	}
	v := &Volume{storage: &storage{lower: lower, limitBytes: limitBytes, user: firstUser}}
	v.root = v.make(DirectoryEntry, 0o755, epochNs)
	v.root.lower = "/"
	v.child(v.root, "")
	v.furnish()
	v.furnishPrograms()
	return v
}

// ensure returns a directory below another, made if there is none.
func (v *Volume) ensure(parent *inode, name string) *inode {
	if child := v.child(parent, name); child != nil {
		return child
	}
	child := v.make(DirectoryEntry, 0o755, epochNs)
	parent.children[name] = child
	parent.links++
	return child
}

func (v *Volume) make(kind EntryKind, mode uint32, nowNs int64) *inode {
	v.inodes++
	node := &inode{
		number: v.inodes, kind: kind, mode: mode, links: 1,
		atimeNs: nowNs, mtimeNs: nowNs, ctimeNs: nowNs, birthNs: nowNs,
	}
	if v.caller != nil {
		node.owner = userID(v.caller.User)
		node.group = node.owner
	}
	if kind == DirectoryEntry {
		node.links, node.children = 2, map[string]*inode{}
	}
	return node
}

// firstUser is the number of the first user that a machine has besides root.
// (FIRST_UID of adduser.conf(5))
const firstUser = 1000

// userID is the number of a user. There are root and one more.
func userID(name string) uint32 {
	if name == "" || name == "root" {
		return 0
	}
	return firstUser
}

// own gives something another owner and another group, unless that is none (-1): who
// is not root may only say what is already so. (chown(2))
func (v *Volume) own(node *inode, owner, group uint32, nowNs int64) error {
	const none = 1<<32 - 1
	if owner == none {
		owner = node.owner
	}
	if group == none {
		group = node.group
	}
	if v.caller != nil && userID(v.caller.User) != 0 && (owner != node.owner || group != node.group || node.owner != userID(v.caller.User)) {
		return errno("EPERM")
	}
	node.owner, node.group, node.ctimeNs = owner, group, nowNs
	return nil
}

// child is what a directory holds by a name, nil if nothing.
func (v *Volume) child(directory *inode, name string) *inode {
	v.load(directory)
	if node := directory.children[name]; node != nil {
		return node
	}
	if directory.account != nil {
		return v.accountIn(directory, name)
	}
	return nil
}

// load takes the entries of a directory over from the disk below.
func (v *Volume) load(directory *inode) {
	if directory.lower == "" || v.lower == nil {
		return
	}
	below := directory.lower
	directory.lower = ""
	folder, ok := v.lower.(Folder)
	if !ok {
		return
	}
	entries, _ := folder.List(below)
	sort.Slice(entries, func(a, b int) bool { return entries[a].Name < entries[b].Name })
	for _, entry := range entries {
		mode := uint32(0o644)
		switch {
		case entry.Kind == LinkEntry:
			mode = 0o777
		case entry.Kind == DirectoryEntry || entry.Executable:
			mode = 0o755
		}
		node := v.make(entry.Kind, mode, epochNs)
		node.owner, node.group = v.user, v.user
		node.lower, node.size, node.target = path.Join(below, entry.Name), entry.Size, entry.Target
		if entry.Kind == DirectoryEntry {
			directory.links++
		}
		directory.children[entry.Name] = node
	}
}

// fetch takes a file's bytes over from the disk below, and reports whether it
// did so just now: then somebody waits for the device.
func (v *Volume) fetch(node *inode) (first bool, err error) {
	if node.account != nil && node.kind == FileEntry && node.data == nil {
		node.data = v.tell(node.account)
		return false, nil
	}
	if node.kind != FileEntry || node.lower == "" {
		return false, nil
	}
	if v.usedBytes+node.size > v.limitBytes {
		return false, errno("EFBIG")
	}
	data, ok := v.lower.Read(node.lower)
	if !ok {
		return false, errno("EIO")
	}
	if v.usedBytes+int64(len(data)) > v.limitBytes {
		return false, errno("EFBIG")
	}
	v.usedBytes += int64(len(data))
	node.data = append([]byte(nil), data...)
	node.lower = ""
	return true, nil
}

// length is a file's size in bytes.
func (node *inode) length() int64 {
	switch {
	case node.kind == DirectoryEntry:
		return 4096
	case node.kind == LinkEntry:
		return int64(len(node.target))
	case node.lower != "":
		return node.size
	}
	return int64(len(node.data))
}

// resize makes a file as long as size; new bytes are 0.
func (v *Volume) resize(node *inode, size int64) error {
	if size < 0 {
		return errno("EINVAL")
	}
	grown := size - int64(len(node.data))
	if v.usedBytes+grown > v.limitBytes {
		return errno("ENOSPC")
	}
	v.usedBytes += grown
	if grown <= 0 {
		clear(node.data[size:])
		node.data = node.data[:size]
	} else {
		node.data = append(node.data, make([]byte, grown)...)
	}
	return nil
}

// errno is an error of the file system, by its name in errno(3).
type errno string

// Error is the name.
func (e errno) Error() string { return string(e) }

// names are what a directory holds, in order.
func (v *Volume) names(directory *inode) []string {
	v.load(directory)
	list := make([]string, 0, len(directory.children))
	for name := range directory.children {
		list = append(list, name)
	}
	if directory.account != nil {
		list = append(list, v.accounts(directory)...)
	}
	sort.Strings(list)
	return list
}

// put makes an entry of a directory.
func (v *Volume) put(at spot, node *inode, nowNs int64) {
	at.parent.children[at.name] = node
	if node.kind == DirectoryEntry {
		at.parent.links++
	}
	at.parent.mtimeNs, at.parent.ctimeNs = nowNs, nowNs
	v.changed(at.path, "rename")
}

// drop takes an entry out of its directory.
func (v *Volume) drop(at spot, nowNs int64) {
	delete(at.parent.children, at.name)
	if at.node.kind == DirectoryEntry {
		at.parent.links--
		at.node.links = 0
	} else {
		at.node.links--
		if at.node.links == 0 {
			v.usedBytes -= int64(len(at.node.data))
		}
	}
	at.node.ctimeNs = nowNs
	at.parent.mtimeNs, at.parent.ctimeNs = nowNs, nowNs
	v.changed(at.path, "rename")
}

// Read returns a file's bytes as they are now.
func (v *Volume) Read(name string) ([]byte, bool) {
	found, err := v.must(name, true)
	if err != nil || found.node.kind != FileEntry {
		if _, lists := v.lower.(Folder); !lists && v.lower != nil {
			return v.lower.Read(name)
		}
		return nil, false
	}
	if _, err := v.fetch(found.node); err != nil {
		return nil, false
	}
	return found.node.data, true
}

// List returns what a directory holds now.
func (v *Volume) List(directory string) ([]Entry, bool) {
	found, err := v.must(directory, true)
	if err != nil || found.node.kind != DirectoryEntry {
		return nil, false
	}
	var list []Entry
	for _, name := range v.names(found.node) {
		node := v.child(found.node, name)
		list = append(list, Entry{
			Name: name, Kind: node.kind, Size: node.length(), Executable: node.mode&0o111 != 0, Target: node.target,
		})
	}
	return list, true
}

// watcher is told of changes of a path, or below it.
type watcher struct {
	path      string
	directory bool
	recursive bool
	tell      func(kind, name string)
}

// changed tells those who watch.
func (v *Volume) changed(name, kind string) {
	for _, w := range v.watchers {
		switch {
		case w.path == name:
			w.tell(kind, path.Base(name))
		case w.directory && (path.Dir(name) == w.path || w.recursive && strings.HasPrefix(name, w.path+"/")):
			w.tell(kind, strings.TrimPrefix(name, w.path+"/"))
		}
	}
}

func (v *Volume) watch(w *watcher) { v.watchers = append(v.watchers, w) }

func (v *Volume) unwatch(w *watcher) {
	kept := make([]*watcher, 0, len(v.watchers))
	for _, other := range v.watchers {
		if other != w {
			kept = append(kept, other)
		}
	}
	v.watchers = kept
}
