package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// firstDescriptor is the lowest number of a file that Node opens for a script:
// what lies below belongs to the loop and the standard streams.
const firstDescriptor = 17

// Flags of open(2) on Linux.
const (
	flagWrite     = 0o1
	flagReadWrite = 0o2
	flagCreate    = 0o100
	flagExclusive = 0o200
	flagTruncate  = 0o1000
	flagAppend    = 0o2000
	flagDirectory = 0o200000
	flagNoFollow  = 0o400000
)

// umask is taken off the permissions of what is made.
const umask = 0o022

// descriptors are the open files of a process by number.
type descriptors struct {
	open    map[int]*handle
	stdinAt int // bytes of standard input that have been read
}

// handle is an open file.
type handle struct {
	node     *inode
	path     string
	readable bool
	writable bool
	append   bool
	position int64
}

// fileWork is a call to the file system. It runs on the main thread or on a
// thread of the pool, and must not call JavaScript.
type fileWork func(f *fiber) (any, error)

// status is what stat(2) tells.
type status []float64

// fsBinding is the calls to the file system, each in two forms.
func (n *Process) fsBinding() sobek.Value {
	if n.files.open == nil {
		n.files.open = map[int]*handle{}
	}
	e := n.isolate.Engine
	prepare := func(c sobek.FunctionCall, from int) fileWork {
		return n.fileWork(c.Argument(0).String(), append([]sobek.Value(nil), c.Arguments[from:]...))
	}
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// sync(operation, report, ...arguments): the result; report is called with
		// the name of an error.
		"sync": func(c sobek.FunctionCall) sobek.Value {
			work := prepare(c, 2)
			n.isolate.Settle()
			n.main.compute(n.options.Costs.FileNs)
			result, err := work(n.main)
			if err == nil {
				return n.fileResult(result)
			}
			if _, thrown := n.function(c.Argument(1))(sobek.Undefined(), e.ToValue(err.Error())); thrown != nil {
				panic(thrown)
			}
			return nil
		},
		// async(operation, callback, ...arguments): callback(error's name, result),
		// after a trip to the pool.
		"async": func(c sobek.FunctionCall) sobek.Value {
			work, callback := prepare(c, 2), n.function(c.Argument(1))
			var result any
			var err error
			n.submit(n.here(c.Argument(0).String()), false, func(f *fiber) {
				f.compute(n.options.Costs.FileNs)
				result, err = work(f)
			}, func() {
				if err != nil {
					n.invoke(callback, sobek.Undefined(), e.ToValue(err.Error()))
					return
				}
				n.invoke(callback, sobek.Undefined(), sobek.Undefined(), n.fileResult(result))
			})
			return nil
		},
		// watch(path, recursive, listener): a function that ends it.
		"watch": func(c sobek.FunctionCall) sobek.Value { return n.watchPath(c) },
	})
}

// fileResult is what JavaScript sees of a result.
func (n *Process) fileResult(result any) sobek.Value {
	e := n.isolate.Engine
	list := func(length int, at func(int) any) sobek.Value {
		values := make([]any, length)
		for i := range values {
			values[i] = at(i)
		}
		return e.NewArray(values...)
	}
	switch result := result.(type) {
	case nil:
		return sobek.Undefined()
	case status:
		return list(len(result), func(i int) any { return result[i] })
	case []string:
		return list(len(result), func(i int) any { return result[i] })
	}
	return e.ToValue(result)
}

// wallNs is the present instant since 1970.
func (n *Process) wallNs() int64 { return epochNs + int64(n.machine.Now()) }

// fileWork prepares a call to the file system: its arguments are read now, and
// what it does it does when the work is called.
func (n *Process) fileWork(name string, a []sobek.Value) fileWork {
	v := n.volume
	argument := func(i int) sobek.Value {
		if i < len(a) {
			return a[i]
		}
		return sobek.Undefined()
	}
	text := func(i int) string { return argument(i).String() }
	number := func(i int) int64 { return argument(i).ToInteger() }
	switch name {
	case "open":
		path, flags, mode := text(0), int(number(1)), uint32(number(2))
		return func(f *fiber) (any, error) { return n.openFile(path, flags, mode) }
	case "close":
		fd := int(number(0))
		return func(f *fiber) (any, error) { return nil, n.closeFile(fd) }
	case "read":
		fd, buffer, position := int(number(0)), n.bytesArgument(argument(1))[number(2):number(2)+number(3)], number(4)
		return func(f *fiber) (any, error) { return n.readFile(f, fd, buffer, position) }
	case "write":
		fd, position := int(number(0)), number(4)
		data := n.bytesArgument(argument(1))[number(2) : number(2)+number(3)]
		return func(f *fiber) (any, error) { return n.writeFile(f, fd, data, position) }
	case "stat", "lstat":
		path, follow := text(0), name == "stat"
		return func(f *fiber) (any, error) {
			found, err := v.must(path, follow)
			if err != nil {
				return nil, err
			}
			return statusOf(found.node), nil
		}
	case "fstat":
		fd := int(number(0))
		return func(f *fiber) (any, error) { return n.statFile(fd) }
	case "access":
		path, mode := text(0), number(1)
		return func(f *fiber) (any, error) {
			found, err := v.must(path, true)
			if err == nil && mode&1 != 0 && found.node.kind == FileEntry && found.node.mode&0o111 == 0 {
				err = errno("EACCES")
			}
			return nil, err
		}
	case "mkdir":
		path, mode, recursive := text(0), uint32(number(1)), argument(2).ToBoolean()
		return func(f *fiber) (any, error) {
			if recursive {
				return v.makeAll(path, mode&^umask, n.wallNs())
			}
			return nil, v.makeDirectory(path, mode&^umask, n.wallNs())
		}
	case "mkdtemp":
		prefix := text(0)
		return func(f *fiber) (any, error) { return v.makeTemporary(prefix, n.wallNs()) }
	case "readdir":
		path := text(0)
		return func(f *fiber) (any, error) { return v.listNames(path) }
	case "rmdir":
		path := text(0)
		return func(f *fiber) (any, error) { return nil, v.removeDirectory(path, n.wallNs()) }
	case "unlink":
		path := text(0)
		return func(f *fiber) (any, error) { return nil, v.unlink(path, n.wallNs()) }
	case "rm":
		path := text(0)
		return func(f *fiber) (any, error) { return nil, v.removeAll(path, n.wallNs()) }
	case "rename":
		from, to := text(0), text(1)
		return func(f *fiber) (any, error) { return nil, v.rename(from, to, n.wallNs()) }
	case "link":
		from, to := text(0), text(1)
		return func(f *fiber) (any, error) { return nil, v.link(from, to, n.wallNs()) }
	case "symlink":
		target, path := text(0), text(1)
		return func(f *fiber) (any, error) { return nil, v.symlink(target, path, n.wallNs()) }
	case "readlink":
		path := text(0)
		return func(f *fiber) (any, error) {
			found, err := v.must(path, false)
			if err == nil && found.node.kind != LinkEntry {
				err = errno("EINVAL")
			}
			if err != nil {
				return nil, err
			}
			return found.node.target, nil
		}
	case "realpath":
		path := text(0)
		return func(f *fiber) (any, error) {
			found, err := v.must(path, true)
			return found.path, err
		}
	case "ftruncate":
		fd, size := int(number(0)), number(1)
		return func(f *fiber) (any, error) { return nil, n.truncateFile(f, fd, size) }
	case "utimes", "lutimes":
		path, follow, atime, mtime := text(0), name == "utimes", argument(1).ToFloat(), argument(2).ToFloat()
		return func(f *fiber) (any, error) {
			found, err := v.must(path, follow)
			if err == nil {
				found.node.setTimes(atime, mtime, n.wallNs())
			}
			return nil, err
		}
	case "futimes":
		fd, atime, mtime := int(number(0)), argument(1).ToFloat(), argument(2).ToFloat()
		return func(f *fiber) (any, error) {
			h, err := n.handle(fd)
			if err == nil {
				h.node.setTimes(atime, mtime, n.wallNs())
			}
			return nil, err
		}
	case "chmod":
		path, mode := text(0), uint32(number(1))
		return func(f *fiber) (any, error) {
			found, err := v.must(path, true)
			if err == nil {
				found.node.mode, found.node.ctimeNs = mode&0o7777, n.wallNs()
			}
			return nil, err
		}
	case "fchmod":
		fd, mode := int(number(0)), uint32(number(1))
		return func(f *fiber) (any, error) {
			h, err := n.handle(fd)
			if err == nil {
				h.node.mode, h.node.ctimeNs = mode&0o7777, n.wallNs()
			}
			return nil, err
		}
	case "chown", "lchown":
		path, follow := text(0), name == "chown"
		return func(f *fiber) (any, error) {
			_, err := v.must(path, follow)
			return nil, err
		}
	case "fsync", "fchown":
		fd := int(number(0))
		return func(f *fiber) (any, error) {
			if fd >= 0 && fd <= 2 {
				return nil, errno("EINVAL")
			}
			_, err := n.handle(fd)
			return nil, err
		}
	case "copyFile":
		from, to, exclusive := text(0), text(1), number(2)&1 != 0
		return func(f *fiber) (any, error) { return nil, n.copyFile(f, from, to, exclusive) }
	}
	fault("there is no call %q to the file system", name)
	return nil
}

// statusOf is what stat tells: device, mode, links, user, group, special
// device, block size, inode, size, blocks, and four times in milliseconds.
func statusOf(node *inode) status {
	mode := float64(node.mode)
	switch {
	case node.device:
		mode += 0o020000
	case node.kind == DirectoryEntry:
		mode += 0o040000
	case node.kind == LinkEntry:
		mode += 0o120000
	default:
		mode += 0o100000
	}
	size := node.length()
	blocks := (size + 4095) / 4096 * 8
	if node.kind == LinkEntry || node.device {
		blocks = 0
	}
	list := status{2049, mode, float64(node.links), 0, 0, 0, 4096, float64(node.number), float64(size), float64(blocks)}
	for _, ns := range []int64{node.atimeNs, node.mtimeNs, node.ctimeNs, node.birthNs} {
		list = append(list, float64(ns/1_000_000)+float64(ns%1_000_000)/1e6)
	}
	return list
}

// setTimes sets the times of a file, given in seconds.
func (node *inode) setTimes(atime, mtime float64, nowNs int64) {
	node.atimeNs, node.mtimeNs, node.ctimeNs = nanoseconds(atime), nanoseconds(mtime), nowNs
}

// nanoseconds are exact to the microsecond, as far as the number is.
func nanoseconds(seconds float64) int64 {
	micros := seconds * 1e6
	if micros < 0 {
		return int64(micros-0.5) * 1000
	}
	return int64(micros+0.5) * 1000
}

// handle is an open file by its number.
func (n *Process) handle(fd int) (*handle, error) {
	h := n.files.open[fd]
	if h == nil {
		return nil, errno("EBADF")
	}
	return h, nil
}

// openFile is open(2).
func (n *Process) openFile(path string, flags int, mode uint32) (any, error) {
	v := n.volume
	exclusive := flags&flagCreate != 0 && flags&flagExclusive != 0
	found, err := v.find(path, flags&flagNoFollow == 0 && !exclusive)
	if err != nil {
		return nil, err
	}
	writable := flags&(flagWrite|flagReadWrite) != 0
	switch {
	case found.node == nil && flags&flagCreate == 0:
		return nil, errno("ENOENT")
	case found.node == nil:
		found.node = v.make(FileEntry, mode&^umask, n.wallNs())
		v.put(found, found.node, n.wallNs())
	case exclusive:
		return nil, errno("EEXIST")
	case found.node.kind == LinkEntry:
		return nil, errno("ELOOP")
	case found.node.kind == DirectoryEntry && (writable || flags&flagCreate != 0):
		return nil, errno("EISDIR")
	case found.node.kind != DirectoryEntry && flags&flagDirectory != 0:
		return nil, errno("ENOTDIR")
	case flags&flagTruncate != 0 && writable && !found.node.device:
		found.node.lower = ""
		if err := v.resize(found.node, 0); err != nil {
			return nil, err
		}
		found.node.mtimeNs = n.wallNs()
		v.changed(found.path, "change")
	}
	fd := firstDescriptor
	for n.files.open[fd] != nil {
		fd++
	}
	n.files.open[fd] = &handle{
		node: found.node, path: found.path, writable: writable,
		readable: flags&flagWrite == 0, append: flags&flagAppend != 0,
	}
	return fd, nil
}

// closeFile is close(2).
func (n *Process) closeFile(fd int) error {
	if fd >= 0 && fd <= 2 {
		return nil
	}
	if _, err := n.handle(fd); err != nil {
		return err
	}
	delete(n.files.open, fd)
	return nil
}

// touch reads a file from the disk below, which takes its time.
func (n *Process) touch(f *fiber, node *inode) error {
	first, err := n.volume.fetch(node)
	if first {
		f.do(&sim.Transfer{Ns: n.options.Costs.DiskNs})
	}
	return err
}

// spendBytes is the cost of moving bytes.
func (n *Process) spendBytes(f *fiber, count int) {
	f.compute(int64(count) * n.options.Costs.ReadPerKiB / 1024)
}

// readFile is read(2), or pread(2) if position is not negative.
func (n *Process) readFile(f *fiber, fd int, buffer []byte, position int64) (any, error) {
	if fd == 0 {
		if n.options.Input != nil {
			n.options.Stdin, n.options.Input = n.options.Input(), nil
		}
		count := copy(buffer, n.options.Stdin[n.files.stdinAt:])
		n.files.stdinAt += count
		return count, nil
	}
	h, err := n.handle(fd)
	switch {
	case err != nil:
		return nil, err
	case h.node.kind == DirectoryEntry:
		return nil, errno("EISDIR")
	case !h.readable:
		return nil, errno("EBADF")
	}
	if err := n.touch(f, h.node); err != nil {
		return nil, err
	}
	from := position
	if position < 0 {
		from = h.position
	}
	count := 0
	if from < int64(len(h.node.data)) {
		count = copy(buffer, h.node.data[from:])
	}
	if position < 0 {
		h.position += int64(count)
	}
	h.node.atimeNs = n.wallNs()
	n.spendBytes(f, count)
	return count, nil
}

// writeFile is write(2), or pwrite(2) if position is not negative.
func (n *Process) writeFile(f *fiber, fd int, data []byte, position int64) (any, error) {
	if fd == 1 || fd == 2 {
		f.do(&sim.Print{Descriptor: fd, Text: string(data)})
		return len(data), nil
	}
	h, err := n.handle(fd)
	if err == nil && !h.writable {
		err = errno("EBADF")
	}
	if err != nil {
		return nil, err
	}
	if h.node.device {
		return len(data), nil
	}
	if err := n.touch(f, h.node); err != nil {
		return nil, err
	}
	at := position
	switch {
	case h.append:
		at = int64(len(h.node.data))
	case position < 0:
		at = h.position
	}
	if end := at + int64(len(data)); end > int64(len(h.node.data)) {
		if err := n.volume.resize(h.node, end); err != nil {
			return nil, err
		}
	}
	copy(h.node.data[at:], data)
	if position < 0 || h.append {
		h.position = at + int64(len(data))
	}
	h.node.mtimeNs, h.node.ctimeNs = n.wallNs(), n.wallNs()
	n.spendBytes(f, len(data))
	n.volume.changed(h.path, "change")
	return len(data), nil
}

// statFile is fstat(2). The standard streams are pipes.
func (n *Process) statFile(fd int) (any, error) {
	if fd >= 0 && fd <= 2 {
		list := statusOf(&inode{number: int64(fd) + 1, links: 1, mode: 0o600, atimeNs: epochNs, mtimeNs: epochNs, ctimeNs: epochNs, birthNs: epochNs})
		list[1] = 0o010600
		return list, nil
	}
	h, err := n.handle(fd)
	if err != nil {
		return nil, err
	}
	return statusOf(h.node), nil
}

// truncateFile is ftruncate(2).
func (n *Process) truncateFile(f *fiber, fd int, size int64) error {
	h, err := n.handle(fd)
	if err == nil && (!h.writable || h.node.kind != FileEntry) {
		err = errno("EINVAL")
	}
	if err == nil {
		err = n.touch(f, h.node)
	}
	if err == nil {
		err = n.volume.resize(h.node, size)
	}
	if err == nil {
		h.node.mtimeNs, h.node.ctimeNs = n.wallNs(), n.wallNs()
		n.volume.changed(h.path, "change")
	}
	return err
}

// copyFile copies a file's bytes and permissions.
func (n *Process) copyFile(f *fiber, from, to string, exclusive bool) error {
	v := n.volume
	source, err := v.must(from, true)
	if err != nil {
		return err
	}
	if source.node.kind == DirectoryEntry {
		return errno("EISDIR")
	}
	target, err := v.find(to, true)
	switch {
	case err != nil:
		return err
	case target.node != nil && exclusive:
		return errno("EEXIST")
	case target.node != nil && target.node.kind == DirectoryEntry:
		return errno("EISDIR")
	case target.node == source.node:
		return nil
	}
	if err := n.touch(f, source.node); err != nil {
		return err
	}
	if target.node == nil {
		target.node = v.make(FileEntry, source.node.mode, n.wallNs())
		v.put(target, target.node, n.wallNs())
	}
	target.node.lower = ""
	if err := v.resize(target.node, int64(len(source.node.data))); err != nil {
		return err
	}
	copy(target.node.data, source.node.data)
	target.node.mode, target.node.mtimeNs = source.node.mode, n.wallNs()
	n.spendBytes(f, len(source.node.data))
	v.changed(target.path, "change")
	return nil
}

// watchPath tells a listener of changes of a path: listener(kind, name) is
// called from the poll phase. (inotify(7))
func (n *Process) watchPath(c sobek.FunctionCall) sobek.Value {
	e := n.isolate.Engine
	listener := n.function(c.Argument(2))
	n.isolate.Settle()
	found, err := n.volume.must(c.Argument(0).String(), true)
	if err != nil {
		return e.ToValue(err.Error())
	}
	w := &watcher{path: found.path, directory: found.node.kind == DirectoryEntry, recursive: c.Argument(1).ToBoolean()}
	ended := false
	what := n.here("watch")
	w.tell = func(kind, name string) {
		it := n.newItem(what, func() {
			if !ended {
				n.invoke(listener, sobek.Undefined(), e.ToValue(kind), e.ToValue(name))
			}
		})
		n.announce(it)
	}
	n.volume.watch(w)
	n.loop.refs++
	referenced := true
	setReference := func(on bool) {
		if on == referenced || ended {
			return
		}
		referenced = on
		if on {
			n.loop.refs++
		} else {
			n.loop.refs--
		}
	}
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		"close": func(sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			setReference(false)
			if !ended {
				ended = true
				n.volume.unwatch(w)
			}
			return nil
		},
		"setRef": func(c sobek.FunctionCall) sobek.Value { setReference(c.Argument(0).ToBoolean()); return nil },
	})
}

// announce lets the poll phase call an item that nobody waited for; like a
// signal, it has not been through a queue that is told of.
func (n *Process) announce(it *item) {
	n.loop.finished = append(n.loop.finished, it)
	n.machine.Wake(n.main.thread, trace.ReasonPoll, it.queued)
}

// makeDirectory is mkdir(2).
func (v *Volume) makeDirectory(path string, mode uint32, nowNs int64) error {
	found, err := v.find(trimSlashes(path), false)
	if err != nil {
		return err
	}
	if found.node != nil {
		return errno("EEXIST")
	}
	v.put(found, v.make(DirectoryEntry, mode, nowNs), nowNs)
	return nil
}

// trimSlashes takes slashes off the end of a path.
func trimSlashes(path string) string {
	for len(path) > 1 && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	return path
}

// makeAll makes a directory and those above it; the result is the first that
// was made, nil if none was.
func (v *Volume) makeAll(path string, mode uint32, nowNs int64) (any, error) {
	list := parts(path)
	so := ""
	var first any
	for i, part := range list {
		so += "/" + part
		found, err := v.find(so, true)
		switch {
		case err != nil:
			return nil, err
		case found.node == nil:
			v.put(found, v.make(DirectoryEntry, mode, nowNs), nowNs)
			if first == nil {
				first = so
			}
		case found.node.kind != DirectoryEntry && i == len(list)-1:
			return nil, errno("EEXIST")
		case found.node.kind != DirectoryEntry:
			return nil, errno("ENOTDIR")
		}
	}
	return first, nil
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
		list = append(list, name, string("fdlc"[kindIndex(found.node.children[name])]))
	}
	return list, nil
}

func kindIndex(node *inode) int {
	if node.device {
		return 3
	}
	return int(node.kind)
}

// removeDirectory is rmdir(2).
func (v *Volume) removeDirectory(path string, nowNs int64) error {
	found, err := v.must(path, false)
	switch {
	case err != nil:
		return err
	case found.node.kind != DirectoryEntry:
		return errno("ENOTDIR")
	case found.parent == nil:
		return errno("EBUSY")
	case len(v.names(found.node)) > 0:
		return errno("ENOTEMPTY")
	}
	v.drop(found, nowNs)
	return nil
}

// unlink is unlink(2).
func (v *Volume) unlink(path string, nowNs int64) error {
	found, err := v.must(path, false)
	if err != nil {
		return err
	}
	if found.node.kind == DirectoryEntry {
		return errno("EISDIR")
	}
	v.drop(found, nowNs)
	return nil
}

// removeAll removes something and all that is below it.
func (v *Volume) removeAll(path string, nowNs int64) error {
	found, err := v.must(path, false)
	if err != nil {
		return err
	}
	if found.parent == nil {
		return errno("EBUSY")
	}
	if found.node.kind == DirectoryEntry {
		for _, name := range v.names(found.node) {
			if err := v.removeAll(found.path+"/"+name, nowNs); err != nil {
				return err
			}
		}
	}
	v.drop(found, nowNs)
	return nil
}

// rename is rename(2).
func (v *Volume) rename(from, to string, nowNs int64) error {
	source, err := v.must(from, false)
	if err != nil {
		return err
	}
	target, err := v.find(trimSlashes(to), false)
	if err != nil {
		return err
	}
	if source.parent == nil || target.parent == nil {
		return errno("EBUSY")
	}
	directory := source.node.kind == DirectoryEntry
	switch {
	case target.node == source.node:
		return nil
	case directory && len(target.path) > len(source.path) && target.path[:len(source.path)+1] == source.path+"/":
		return errno("EINVAL")
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
	if source.node.kind == DirectoryEntry {
		return errno("EPERM")
	}
	target, err := v.find(to, false)
	if err != nil {
		return err
	}
	if target.node != nil {
		return errno("EEXIST")
	}
	source.node.links++
	source.node.ctimeNs = nowNs
	v.put(target, source.node, nowNs)
	return nil
}

// symlink is symlink(2).
func (v *Volume) symlink(target, path string, nowNs int64) error {
	found, err := v.find(path, false)
	if err != nil {
		return err
	}
	if found.node != nil {
		return errno("EEXIST")
	}
	node := v.make(LinkEntry, 0o777, nowNs)
	node.target = target
	v.put(found, node, nowNs)
	return nil
}
