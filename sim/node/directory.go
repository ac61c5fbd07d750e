package node

import "strings"

// makeDirectory is mkdir(2).
func (v *Volume) makeDirectory(path string, mode uint32, nowNs int64) error {
	at, err := v.place(path, true)
	if err != nil {
		return err
	}
	v.put(at, v.make(DirectoryEntry, mode, nowNs), nowNs)
	return nil
}

// makeTemporary is mkdtemp(3): six characters follow the prefix. They come
// from the number of things on the volume, so that a run can be repeated.
func (v *Volume) makeTemporary(prefix string, nowNs int64) (any, error) {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	for try := uint64(v.inodes); ; try++ {
		mixed := (try + 1) * 0x9E3779B97F4A7C15
		name := []byte(prefix)
		for range 6 {
			name = append(name, letters[(mixed>>33)%uint64(len(letters))])
			mixed = mixed*6364136223846793005 + 1442695040888963407
		}
		err := v.makeDirectory(string(name), 0o700, nowNs)
		if err == nil {
			return string(name), nil
		}
		if err != errno("EEXIST") {
			return nil, err
		}
	}
}

// listNames is scandir(3): names and, one letter each, kinds in turn.
func (v *Volume) listNames(path string) (any, error) {
	found, err := v.must(path, true)
	if err != nil {
		return nil, err
	}
	if found.node.kind != DirectoryEntry {
		return nil, errno("ENOTDIR")
	}
	list := []string{}
	for _, name := range v.names(found.node) {
		list = append(list, name, v.child(found.node, name).letter())
	}
	return list, nil
}

// letter stands for the kind of an entry.
func (node *inode) letter() string {
	switch {
	case node.device == socketDevice:
		return "s"
	case node.device >= standardInput:
		return "p"
	case node.device != noDevice:
		return "c"
	}
	return "fdl"[node.kind:][:1]
}

// removeDirectory is rmdir(2).
func (v *Volume) removeDirectory(path string, nowNs int64) error {
	found, err := v.entry(path)
	switch {
	case err != nil:
		return err
	case found.last == "..":
		return errno("ENOTEMPTY")
	case found.last == ".":
		return errno("EINVAL")
	case found.dots: // the root
		return errno("EBUSY")
	case found.node == nil:
		return errno("ENOENT")
	case found.node.kind != DirectoryEntry:
		return errno("ENOTDIR")
	case len(v.names(found.node)) > 0:
		return errno("ENOTEMPTY")
	}
	v.drop(found, nowNs)
	return nil
}

// unlink is unlink(2).
func (v *Volume) unlink(path string, nowNs int64) error {
	found, err := v.entry(path)
	switch {
	case err != nil:
		return err
	case found.dots:
		return errno("EISDIR")
	case found.node == nil:
		return errno("ENOENT")
	case found.node.kind == DirectoryEntry:
		return errno("EISDIR")
	case found.slash:
		return errno("ENOTDIR")
	}
	v.drop(found, nowNs)
	return nil
}

// isSocket reports whether a socket is bound to a path.
func (v *Volume) isSocket(path string) bool {
	found, err := v.entry(path)
	return err == nil && found.node != nil && found.node.device == socketDevice
}

// makeSocket makes the entry of a path that a socket is bound to, where nothing
// is. (unix(7))
func (v *Volume) makeSocket(path string, mode uint32, nowNs int64) error {
	at, err := v.place(path, false)
	if err != nil {
		return err
	}
	node := v.make(FileEntry, mode, nowNs)
	node.device = socketDevice
	v.put(at, node, nowNs)
	return nil
}

// rename is rename(2).
func (v *Volume) rename(from, to string, nowNs int64) error {
	source, err := v.entry(from)
	if err != nil {
		return err
	}
	target, err := v.entry(to)
	if err != nil {
		return err
	}
	switch {
	case source.dots || target.dots:
		return errno("EBUSY")
	case source.node == nil:
		return errno("ENOENT")
	}
	directory := source.node.kind == DirectoryEntry
	switch {
	case !directory && (source.slash || target.slash):
		return errno("ENOTDIR")
	case directory && strings.HasPrefix(target.path, source.path+"/"):
		return errno("EINVAL")
	case target.node != nil && strings.HasPrefix(source.path, target.path+"/"):
		return errno("ENOTEMPTY")
	case target.node == source.node:
		return nil
	case target.node != nil && directory && target.node.kind != DirectoryEntry:
		return errno("ENOTDIR")
	case target.node != nil && !directory && target.node.kind == DirectoryEntry:
		return errno("EISDIR")
	case target.node != nil && directory && len(v.names(target.node)) > 0:
		return errno("ENOTEMPTY")
	}
	if target.node != nil {
		if directory {
			target.parent.links--
		} else {
			target.node.links--
		}
	}
	delete(source.parent.children, source.name)
	if directory {
		source.parent.links--
	}
	source.parent.mtimeNs, source.node.ctimeNs = nowNs, nowNs
	v.changed(source.path, "rename")
	v.put(target, source.node, nowNs)
	return nil
}

// link is link(2).
func (v *Volume) link(from, to string, nowNs int64) error {
	source, err := v.must(from, false)
	if err != nil {
		return err
	}
	target, err := v.place(to, false)
	switch {
	case err != nil:
		return err
	case source.node.kind == DirectoryEntry:
		return errno("EPERM")
	}
	source.node.links++
	source.node.ctimeNs = nowNs
	v.put(target, source.node, nowNs)
	return nil
}

// symlink is symlink(2).
func (v *Volume) symlink(target, path string, nowNs int64) error {
	if target == "" {
		return errno("ENOENT")
	}
	at, err := v.place(path, false)
	if err != nil {
		return err
	}
	node := v.make(LinkEntry, 0o777, nowNs)
	node.target = target
	v.put(at, node, nowNs)
	return nil
}
