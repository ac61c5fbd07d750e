package node

import (
	"cmp"

	"github.com/grafana/sobek"

	"timeslice/sim"
)

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

// second is a second in nanoseconds.
const second = 1_000_000_000

// fileWork is a call to the file system. It runs on the main thread or on a
// thread of the pool, and must not call JavaScript.
type fileWork func(f *fiber) (any, error)

// status is what stat(2) tells.
type status []float64

// fsBinding is the calls to the file system, each in two forms.
func (n *Environment) fsBinding() sobek.Value {
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
			n.fiber.compute(n.options.Costs.FileNs)
			result, err := work(n.fiber)
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
		"async": func(c sobek.FunctionCall) sobek.Value { return n.asyncFile(prepare(c, 2), c, "FSREQCALLBACK") },
		// promised is async for one of the promises' functions.
		"promised": func(c sobek.FunctionCall) sobek.Value { return n.asyncFile(prepare(c, 2), c, "FSREQPROMISE") },
		// watch(path, recursive, listener): a function that ends it.
		"watch": func(c sobek.FunctionCall) sobek.Value { return n.watchPath(c) },
	})
}

// asyncFile does a file's work on the pool, as a request of a kind.
func (n *Environment) asyncFile(work fileWork, c sobek.FunctionCall, kind string) sobek.Value {
	e, callback := n.isolate.Engine, n.function(c.Argument(1))
	var result any
	var err error
	n.submitAs(kind, n.here(c.Argument(0).String()), false, func(f *fiber) {
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
}

// fileResult is what JavaScript sees of a result.
func (n *Environment) fileResult(result any) sobek.Value {
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
func (n *Environment) wallNs() int64 { return epochNs + int64(n.machine.Now()) }

// fileWork prepares a call to the file system: its arguments are read now, and
// what it does it does when the work is called.
func (n *Environment) fileWork(name string, a []sobek.Value) fileWork {
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
		return func(f *fiber) (any, error) { return n.openFile(f, path, flags, mode) }
	case "close":
		fd := int(number(0))
		return func(f *fiber) (any, error) { return nil, n.closeFile(f, fd) }
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
		path, mode := text(0), uint32(number(1))
		return func(f *fiber) (any, error) {
			return nil, v.makeDirectory(path, mode&0o1777&^n.process.Umask, n.wallNs())
		}
	case "mkdtemp":
		prefix := text(0)
		return func(f *fiber) (any, error) { return v.makeTemporary(prefix, n.wallNs()) }
	case "readdir":
		path := text(0)
		return func(f *fiber) (any, error) {
			if found, err := v.must(path, true); err == nil {
				found.node.accessed(n.wallNs())
			}
			return v.listNames(path)
		}
	case "rmdir":
		path := text(0)
		return func(f *fiber) (any, error) { return nil, v.removeDirectory(path, n.wallNs()) }
	case "unlink":
		path := text(0)
		return func(f *fiber) (any, error) {
			if v.isSocket(path) {
				f.do(&sim.Unlink{Path: path})
			}
			return nil, v.unlink(path, n.wallNs())
		}
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
			found.node.accessed(n.wallNs())
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
		path, owner, group := text(0), uint32(number(1)), uint32(number(2))
		return func(f *fiber) (any, error) {
			found, err := v.must(path, name == "chown")
			if err == nil {
				err = v.own(found.node, owner, group, n.wallNs())
			}
			return nil, err
		}
	case "fchown":
		fd, owner, group := int(number(0)), uint32(number(1)), uint32(number(2))
		return func(f *fiber) (any, error) {
			h, err := n.handle(fd)
			if err == nil {
				err = v.own(h.node, owner, group, n.wallNs())
			}
			return nil, err
		}
	case "fsync":
		fd := int(number(0))
		return func(f *fiber) (any, error) {
			if standard(fd) {
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
// device, block size, inode, size, blocks, and four times, each in seconds and
// nanoseconds.
func statusOf(node *inode) status {
	mode := float64(node.mode)
	switch {
	case node.device == socketDevice:
		mode += 0o140000
	case node.device >= standardInput: // a pipe
		mode += 0o010000
	case node.device != noDevice:
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
	if node.kind == LinkEntry || node.device != noDevice {
		blocks = 0
	}
	list := status{2049, mode, float64(node.links), float64(node.owner), float64(node.group), 0, 4096, float64(node.number), float64(size), float64(blocks)}
	for _, ns := range []int64{node.atimeNs, node.mtimeNs, node.ctimeNs, node.birthNs} {
		seconds, rest := ns/second, ns%second
		if rest < 0 { // before 1970
			seconds, rest = seconds-1, rest+second
		}
		list = append(list, float64(seconds), float64(rest))
	}
	return list
}

// accessed notes that somebody has read, as Linux does it: only the first time
// after a change, and once a day. (relatime in mount(8))
func (node *inode) accessed(nowNs int64) {
	const dayNs = 24 * 60 * 60 * 1_000_000_000
	if node.atimeNs <= node.mtimeNs || node.atimeNs <= node.ctimeNs || nowNs-node.atimeNs >= dayNs {
		node.atimeNs = nowNs
	}
}

// setTimes sets the times of a file, given in seconds.
func (node *inode) setTimes(atime, mtime float64, nowNs int64) {
	node.atimeNs, node.mtimeNs, node.ctimeNs = nanoseconds(atime), nanoseconds(mtime), nowNs
}

// nanoseconds is a time as libuv hands it to the system: the whole seconds, and
// of the rest as many microseconds as are full, though the rest of a number is
// mostly not quite what was written: 2.456 s are 2,455,999 us.
// (uv__fs_to_timespec in src/unix/fs.c)
func nanoseconds(seconds float64) int64 {
	whole := int64(seconds)
	return whole*1_000_000_000 + int64((seconds-float64(whole))*1e6)*1000
}

// open finds what is to be opened, makes it if it may, and empties it if it
// shall.
func (v *Volume) open(path string, flags int, mode uint32, nowNs int64) (spot, error) {
	create, exclusive := flags&flagCreate != 0, flags&flagCreate != 0 && flags&flagExclusive != 0
	if create {
		// A name with a slash behind it is none for a file.
		if at, err := v.entry(path); err != nil || at.slash && !at.dots {
			return spot{}, cmp.Or[error](err, errno("EISDIR"))
		}
	}
	found, err := v.find(path, flags&flagNoFollow == 0 && !exclusive)
	if err != nil {
		return spot{}, err
	}
	switch {
	case found.node == nil && !create:
		return spot{}, errno("ENOENT")
	case found.node == nil && found.parent.account != nil:
		return spot{}, errno("ENOENT")
	case found.node != nil && found.node.account != nil && found.node.kind == FileEntry && writes(flags):
		return spot{}, errno("EACCES")
	case found.node == nil:
		found.node = v.make(FileEntry, mode, nowNs)
		v.put(found, found.node, nowNs)
	case exclusive:
		return spot{}, errno("EEXIST")
	case found.node.kind == LinkEntry:
		return spot{}, errno("ELOOP")
	case found.node.device == socketDevice:
		return spot{}, errno("ENXIO")
	case found.node.kind == DirectoryEntry && (writes(flags) || create):
		return spot{}, errno("EISDIR")
	case found.node.kind != DirectoryEntry && flags&flagDirectory != 0:
		return spot{}, errno("ENOTDIR")
	case flags&flagTruncate != 0 && writes(flags) && found.node.device == noDevice:
		found.node.lower = ""
		if err := v.resize(found.node, 0); err != nil {
			return spot{}, err
		}
		found.node.mtimeNs = nowNs
		v.changed(found.path, "change")
	}
	return found, nil
}

// copyFile copies a file's bytes and permissions, as libuv does: what it has
// made of the target it removes if it fails. (uv__fs_copyfile)
func (n *Environment) copyFile(f *fiber, from, to string, exclusive bool) error {
	v := n.volume
	source, err := v.must(from, true)
	if err != nil {
		return err
	}
	flags := flagWrite | flagCreate
	if exclusive {
		flags |= flagExclusive
	}
	target, err := v.open(to, flags, source.node.mode&^n.process.Umask, n.wallNs())
	switch {
	case err != nil:
		return err
	case target.node == source.node:
		return nil
	}
	source.node.accessed(n.wallNs())
	target.node.lower = ""
	err = v.resize(target.node, 0)
	if err == nil && source.node.kind == DirectoryEntry {
		err = errno("EISDIR")
	}
	if err == nil {
		err = n.touch(f, source.node)
	}
	if err == nil {
		err = v.resize(target.node, int64(len(source.node.data)))
	}
	if err != nil {
		_ = v.unlink(to, n.wallNs())
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
func (n *Environment) watchPath(c sobek.FunctionCall) sobek.Value {
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
	handle := n.active.open("FSEventWrap")
	referenced := true
	setReference := func(on bool) {
		if on == referenced || ended {
			return
		}
		referenced, handle.ref = on, on
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
				n.active.close(handle)
				n.volume.unwatch(w)
			}
			return nil
		},
		"setRef": func(c sobek.FunctionCall) sobek.Value { setReference(c.Argument(0).ToBoolean()); return nil },
	})
}

// announce lets the poll phase call an item that nobody waited for; like a
// signal, it has not been through a queue that is told of.
func (n *Environment) announce(it *item) {
	n.loop.finished = append(n.loop.finished, it)
	n.loop.wake(n.machine, n.fiber.thread, n.cause())
}
