package node

import (
	"timeslice/sim"
)

// firstDescriptor is the lowest number of a file that Node opens for a script:
// what lies below belongs to the loop and the standard streams.
const firstDescriptor = 17

// handle is an open file: a device of the machine, so that it is a descriptor
// like any other, can be passed to children, and its place is shared by all who
// have it.
type handle struct {
	volume   *Volume
	node     *inode
	path     string
	random   *random // what /dev/random gives
	readable bool
	writable bool
	append   bool
	position int64
}

// wallNsOf is the present instant of a machine, since 1970.
func wallNsOf(m *sim.Machine) int64 { return epochNs + int64(m.Now()) }

// errnoOf is an error of the volume as the machine numbers it.
func errnoOf(err error) sim.Errno {
	if err == nil {
		return 0
	}
	return sim.ErrnoOf(err.Error())
}

// Read is read(2) by whoever has the file. (sim.Device)
func (h *handle) Read(m *sim.Machine, _ *sim.Thread, bytes int64) ([]byte, sim.Errno) {
	if h.node.kind == FileEntry && h.node.device == noDevice {
		if _, err := h.volume.fetch(h.node); err != nil {
			return nil, errnoOf(err)
		}
		bytes = min(bytes, max(0, int64(len(h.node.data))-h.position))
	}
	buffer := make([]byte, bytes)
	count, err := h.readAt(buffer, -1, wallNsOf(m))
	return buffer[:count], errnoOf(err)
}

// Write is write(2) by whoever has the file. (sim.Device)
func (h *handle) Write(m *sim.Machine, _ *sim.Thread, data []byte) (int64, sim.Errno) {
	count, err := h.writeAt(data, -1, wallNsOf(m))
	return int64(count), errnoOf(err)
}

// Length is how many bytes the file has, if it is an ordinary one.
func (h *handle) Length() (bytes int64, ordinary bool) {
	return h.node.length(), h.node.kind == FileEntry && h.node.device == noDevice
}

// Close does nothing: what is written is on the volume. (sim.Device)
func (h *handle) Close(*sim.Machine) {}

// readAt reads from a position, or if that is negative from where the file has
// come to. What is on the disk below has been fetched.
func (h *handle) readAt(buffer []byte, position, nowNs int64) (int, error) {
	switch {
	case h.node.kind == DirectoryEntry:
		return 0, errno("EISDIR")
	case !h.readable:
		return 0, errno("EBADF")
	case h.node.device != noDevice:
		return h.node.device.read(buffer, h.random), nil
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
	h.node.accessed(nowNs)
	return count, nil
}

// writeAt writes to a position, or if that is negative to where the file has
// come to.
func (h *handle) writeAt(data []byte, position, nowNs int64) (int, error) {
	switch {
	case !h.writable:
		return 0, errno("EBADF")
	case h.node.device == fullDevice:
		return 0, errno("ENOSPC")
	case h.node.device != noDevice:
		return len(data), nil
	}
	at := position
	switch {
	case h.append:
		at = int64(len(h.node.data))
	case position < 0:
		at = h.position
	}
	if end := at + int64(len(data)); end > int64(len(h.node.data)) {
		if err := h.volume.resize(h.node, end); err != nil {
			return 0, err
		}
	}
	copy(h.node.data[at:], data)
	if position < 0 || h.append {
		h.position = at + int64(len(data))
	}
	h.node.mtimeNs, h.node.ctimeNs = nowNs, nowNs
	h.volume.changed(h.path, "change")
	return len(data), nil
}

// handle is an open file by its number.
func (n *Environment) handle(fd int) (*handle, error) {
	if h, ok := n.process.Device(fd).(*handle); ok {
		return h, nil
	}
	return nil, errno("EBADF")
}

// standard reports whether a descriptor is stdin, stdout or stderr.
func standard(fd int) bool { return fd >= 0 && fd <= 2 }

// openFile is open(2).
func (n *Environment) openFile(f *fiber, path string, flags int, mode uint32) (any, error) {
	found, err := n.volume.open(path, flags, mode&^n.process.Umask, n.wallNs())
	if err == nil && found.node.device.descriptor() >= 0 && !n.process.Reopens(found.node.device.descriptor()) {
		return nil, errno("ENXIO")
	}
	if err != nil {
		return nil, err
	}
	h := &handle{
		volume: n.volume, node: found.node, path: found.path, random: n.random, writable: writes(flags),
		readable: flags&flagWrite == 0, append: flags&flagAppend != 0,
	}
	f.do(&sim.OpenDevice{Device: h, Name: found.path, CloseOnExec: true, From: firstDescriptor})
	if f.thread.Errno != 0 {
		return nil, errno(f.thread.Errno.String())
	}
	return f.thread.Result, nil
}

func writes(flags int) bool { return flags&(flagWrite|flagReadWrite) != 0 }

// closeFile is close(2).
func (n *Environment) closeFile(f *fiber, fd int) error {
	if standard(fd) {
		return nil
	}
	f.do(&sim.Close{Descriptor: fd})
	if f.thread.Errno != 0 {
		return errno(f.thread.Errno.String())
	}
	return nil
}

// touch reads a file from the disk below, which takes its time.
func (n *Environment) touch(f *fiber, node *inode) error {
	first, err := n.volume.fetch(node)
	if first {
		f.do(&sim.Transfer{Ns: n.options.Costs.DiskNs})
	}
	return err
}

// spendBytes is the cost of moving bytes.
func (n *Environment) spendBytes(f *fiber, count int) {
	f.compute(int64(count) * n.options.Costs.ReadPerKiBNs / 1024)
}

// readFile is read(2), or pread(2) if position is not negative. What is no file,
// such as a pipe, is waited for.
func (n *Environment) readFile(f *fiber, fd int, buffer []byte, position int64) (any, error) {
	h, err := n.handle(fd)
	if err == nil && h.node.device.descriptor() >= 0 {
		fd, h = h.node.device.descriptor(), nil // /dev/stdin
	}
	if h == nil || err != nil {
		return n.readDescriptor(f, fd, buffer)
	}
	if h.node.kind == FileEntry && h.readable {
		if err := n.touch(f, h.node); err != nil {
			return nil, err
		}
	}
	count, err := h.readAt(buffer, position, n.wallNs())
	if err != nil {
		return nil, err
	}
	n.spendBytes(f, count)
	return count, nil
}

// readDescriptor is read(2) of what is no file.
func (n *Environment) readDescriptor(f *fiber, fd int, buffer []byte) (any, error) {
	f.do(&sim.Read{Descriptor: fd, Bytes: int64(len(buffer))})
	if f.thread.Errno != 0 {
		return nil, errno(f.thread.Errno.String())
	}
	return copy(buffer, f.thread.Data), nil
}

// writeFile is write(2), or pwrite(2) if position is not negative.
func (n *Environment) writeFile(f *fiber, fd int, data []byte, position int64) (any, error) {
	h, err := n.handle(fd)
	if err == nil && h.node.device.descriptor() > 0 && h.writable {
		fd, h = h.node.device.descriptor(), nil // /dev/stdout
	}
	if h == nil || err != nil {
		f.do(&sim.Write{Descriptor: fd, Data: data})
		if f.thread.Errno != 0 {
			return nil, errno(f.thread.Errno.String())
		}
		return f.thread.Result, nil
	}
	if h.node.device == noDevice && h.writable {
		if err := n.touch(f, h.node); err != nil {
			return nil, err
		}
	}
	count, err := h.writeAt(data, position, n.wallNs())
	if err != nil {
		return nil, err
	}
	if h.node.device == noDevice {
		n.spendBytes(f, len(data))
	}
	return count, nil
}

// statFile is fstat(2). The terminal is shown as a pipe, as programs that are
// compared with real ones have pipes.
func (n *Environment) statFile(fd int) (any, error) {
	if h, err := n.handle(fd); err == nil {
		return statusOf(h.node), nil
	}
	node := &inode{
		device: standardInput, number: int64(fd) + 1, links: 1, mode: 0o600,
		atimeNs: epochNs, mtimeNs: epochNs, ctimeNs: epochNs, birthNs: epochNs,
	}
	switch n.process.DescriptorSort(fd) {
	case sim.NoDescriptor:
		return nil, errno("EBADF")
	case sim.DeviceDescriptor:
		node.device, node.mode = nullDevice, 0o666
	case sim.StreamDescriptor, sim.NetworkDescriptor, sim.DatagramDescriptor:
		node.device, node.mode = socketDevice, 0o777
	}
	return statusOf(node), nil
}

// truncateFile is ftruncate(2).
func (n *Environment) truncateFile(f *fiber, fd int, size int64) error {
	if standard(fd) {
		return errno("EINVAL")
	}
	h, err := n.handle(fd)
	if err == nil && (!h.writable || h.node.kind != FileEntry || h.node.device != noDevice) {
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
