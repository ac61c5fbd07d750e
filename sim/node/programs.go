package node

import (
	"slices"
	"strings"

	"timeslice/sim"
	"timeslice/sim/node/openssl"
	"timeslice/sim/node/zlib"
	"timeslice/sim/shell"
)

// programFiles is the volume as the shell and its commands see it.
type programFiles struct{ volume *Volume }

// SeenBy is the volume as a process sees it.
func (p programFiles) SeenBy(m *sim.Machine, by *sim.Process) shell.Files {
	return programFiles{p.volume.seenBy(m, by)}
}

// Stat is stat(2) or lstat(2).
func (p programFiles) Stat(name string, follow bool) (shell.Info, sim.Errno) {
	found, err := p.volume.must(name, follow)
	if err != nil {
		return shell.Info{}, errnoOf(err)
	}
	node := found.node
	return shell.Info{
		Directory: node.kind == DirectoryEntry, Link: node.target, Device: node.device != noDevice, Mode: node.mode, Links: node.links, Number: node.number,
		Size: node.length(), ModifiedNs: node.mtimeNs, Program: node.program, Stream: node.device.descriptor(),
		Owner: int64(node.owner), Group: int64(node.group), AccessedNs: node.atimeNs, ChangedNs: node.ctimeNs, BornNs: node.birthNs,
	}, 0
}

// List is what a directory holds, in order.
func (p programFiles) List(name string) ([]string, sim.Errno) {
	found, err := p.volume.must(name, true)
	switch {
	case err != nil:
		return nil, errnoOf(err)
	case found.node.kind != DirectoryEntry:
		return nil, sim.ENOTDIR
	}
	return p.volume.names(found.node), 0
}

// Open is open(2).
func (p programFiles) Open(name string, o shell.Opening) (sim.Device, sim.Errno) {
	flags := 0
	for _, f := range []struct {
		on   bool
		flag int
	}{
		{o.Write && !o.Read, flagWrite},
		{o.Write && o.Read, flagReadWrite},
		{o.Append, flagAppend},
		{o.Create, flagCreate},
		{o.Truncate, flagTruncate},
	} {
		if f.on {
			flags |= f.flag
		}
	}
	found, err := p.volume.open(name, flags, 0o666&^p.volume.mask(), o.NowNs)
	if err != nil {
		return nil, errnoOf(err)
	}
	return &handle{
		volume: p.volume, node: found.node, path: found.path, random: &random{state: uint64(o.NowNs)},
		readable: flags&flagWrite == 0, writable: writes(flags), append: o.Append,
	}, 0
}

// Make is mkdir(2).
func (p programFiles) Make(name string, nowNs int64) sim.Errno {
	return errnoOf(p.volume.makeDirectory(name, 0o777&^p.volume.mask(), nowNs))
}

// Remove is unlink(2) or rmdir(2).
func (p programFiles) Remove(name string, directory bool, nowNs int64) sim.Errno {
	if directory {
		return errnoOf(p.volume.removeDirectory(name, nowNs))
	}
	return errnoOf(p.volume.unlink(name, nowNs))
}

// Move is rename(2).
func (p programFiles) Move(from, to string, nowNs int64) sim.Errno {
	return errnoOf(p.volume.rename(from, to, nowNs))
}

// Link is symlink(2) or link(2).
func (p programFiles) Link(from, to string, symbolic bool, nowNs int64) sim.Errno {
	if symbolic {
		return errnoOf(p.volume.symlink(from, to, nowNs))
	}
	return errnoOf(p.volume.link(from, to, nowNs))
}

// Permit is chmod(2).
func (p programFiles) Permit(name string, mode uint32, nowNs int64) sim.Errno {
	found, err := p.volume.must(name, true)
	if err != nil {
		return errnoOf(err)
	}
	found.node.mode, found.node.ctimeNs = mode, nowNs
	return 0
}

// Own is chown(2).
func (p programFiles) Own(name string, owner, group int64, nowNs int64) sim.Errno {
	found, err := p.volume.must(name, true)
	if err == nil {
		err = p.volume.own(found.node, uint32(owner), uint32(group), nowNs)
	}
	return errnoOf(err)
}

// Touch is utimensat(2).
func (p programFiles) Touch(name string, modifiedNs, nowNs int64) sim.Errno {
	found, err := p.volume.must(name, true)
	if err != nil {
		return errnoOf(err)
	}
	found.node.atimeNs, found.node.mtimeNs, found.node.ctimeNs = modifiedNs, modifiedNs, nowNs
	return 0
}

// ReadAll is all of a file.
func (p programFiles) ReadAll(name string) ([]byte, sim.Errno) {
	found, err := p.volume.must(name, true)
	switch {
	case err != nil:
		return nil, errnoOf(err)
	case found.node.kind == DirectoryEntry:
		return nil, sim.EISDIR
	}
	if _, err := p.volume.fetch(found.node); err != nil {
		return nil, errnoOf(err)
	}
	return found.node.data, 0
}

// furnishPrograms gives a new volume the programs that every machine has: those of
// the shell in /usr/bin, which is /bin too, and Node.
func (v *Volume) furnishPrograms() {
	usr := v.ensure(v.root, "usr")
	programs := v.ensure(usr, "bin")
	v.furnishFile(v.root, "bin", LinkEntry, 0o777).target = "usr/bin"
	for _, name := range shell.Names() {
		v.furnishProgram(programs, name)
	}
	v.furnishProgram(v.ensure(v.ensure(usr, "local"), "bin"), "node")
}

func (v *Volume) furnishProgram(directory *inode, name string) {
	file := v.furnishFile(directory, name, FileEntry, 0o755)
	file.program, file.data = name, []byte("\x7fELF")
}

// programs is what children are started from.
func (p *Process) programs() *shell.System {
	blake, _ := openssl.Digest("blake2b512")
	return &shell.System{Files: programFiles{p.volume}, EpochNs: epochNs, Node: p.child, Compress: gzipped, Expand: gunzipped, Blake: blake}
}

// gzipped is a gzip file with some data.
func gzipped(data []byte, level int) []byte {
	c := zlib.NewCompressor(zlib.Gzip, level, 15, 8, zlib.DefaultStrategy)
	var made []byte
	buffer := make([]byte, 32<<10)
	for {
		read, written, status := c.Compress(data, buffer, zlib.Finish)
		data, made = data[read:], append(made, buffer[:written]...)
		if status == zlib.StreamEnd || written == 0 {
			return made
		}
	}
}

// gunzipped is what gzip files hold that follow one another, and what is wrong with
// them, as gzip says it.
func gunzipped(data []byte, most int) (plain []byte, fault string) {
	if len(data) > 0 && (len(data) < 2 || data[0] != 0x1F || data[1] != 0x8B) {
		return nil, "not in gzip format"
	}
	buffer := make([]byte, 32<<10)
	for len(data) > 1 && data[0] == 0x1F && data[1] == 0x8B {
		d := zlib.NewDecompressor(zlib.Gzip, 15)
		for {
			read, written, status := d.Decompress(data, buffer, zlib.NoFlush)
			data, plain = data[read:], append(plain, buffer[:written]...)
			if status == zlib.StreamEnd {
				break
			}
			switch {
			case len(plain) > most:
				return nil, "timeslice: it holds too much for a simulated program"
			case status == zlib.DataError && strings.Contains(d.Message(), "check"):
				return nil, "invalid compressed data--crc error"
			case status != zlib.OK && status != zlib.BufError:
				return nil, "invalid compressed data--format violated"
			case read == 0 && written == 0:
				return nil, "unexpected end of file"
			}
		}
	}
	return plain, ""
}

// child is what starts Node with a command line, of which the first word is its own
// name, in an environment.
func (p *Process) child(arguments, environment []string) *sim.ProcessSpec {
	words := arguments[min(1, len(arguments)):]
	options, _ := shell.Variable(environment, "NODE_OPTIONS")
	command, fault := parseWith(options, words)
	o := Options{
		Files: p.volume, Library: p.options.Library, Guard: p.options.Guard, Costs: p.options.Costs, Seed: p.options.Seed,
		Script: command.Script, Arguments: command.Arguments, HeapLimitBytes: command.HeapLimitBytes, ExposeGC: command.ExposeGC,
		Command: command, Fault: fault, Flags: command.Flags,
	}
	if len(arguments) > 0 {
		o.Name = arguments[0]
	}
	spec := Spec("node", o)
	spec.Arguments, spec.Environment = slices.Clone(arguments), environment
	return spec
}

// Programs is what processes that are no Node processes are started from, on the
// disk that o has: a shell, its commands, and Node with what else o says.
func Programs(o Options) *shell.System { return newProcess(o).programs() }
