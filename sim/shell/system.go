package shell

import (
	"bytes"
	"cmp"
	"hash"
	"path"
	"strings"

	"timeslice/sim"
	"timeslice/sim/fiber"
)

// Files is the disk that commands see. Paths are absolute.
type Files interface {
	// SeenBy is the disk as a process sees it: with its mask of permissions, and
	// with what /proc says of it.
	SeenBy(m *sim.Machine, p *sim.Process) Files
	// Stat tells of what a path leads to; of a symbolic link itself unless follow
	// says to go on.
	Stat(path string, follow bool) (Info, sim.Errno)
	// List is what a directory holds, in order.
	List(path string) ([]string, sim.Errno)
	// Open opens a file, which o says how.
	Open(path string, o Opening) (sim.Device, sim.Errno)
	// Make makes a directory, Remove removes a file or an empty directory, Move
	// gives something another path. nowNs is the time since 1970.
	Make(path string, nowNs int64) sim.Errno
	Remove(path string, directory bool, nowNs int64) sim.Errno
	Move(from, to string, nowNs int64) sim.Errno
	// Link makes a symbolic link to from, or another name of a file; Permit changes
	// who may do what with it.
	Link(from, to string, symbolic bool, nowNs int64) sim.Errno
	Permit(path string, mode uint32, nowNs int64) sim.Errno
	// Own gives something another owner and group.
	Own(path string, owner, group int64, nowNs int64) sim.Errno
	// Touch says when a file was changed last.
	Touch(path string, modifiedNs, nowNs int64) sim.Errno
	// ReadAll is all of a file.
	ReadAll(path string) ([]byte, sim.Errno)
}

// Opening is how a file is opened (open(2)).
type Opening struct {
	Read, Write, Append, Create, Truncate bool
	NowNs                                 int64 // since 1970
}

// Info is what is known of a file (stat(2)).
type Info struct {
	Directory  bool
	Link       string // where a symbolic link leads; "" for what is none
	Device     bool
	Number     int64  // of the inode
	Mode       uint32 // permission bits
	Links      int64
	Size       int64
	Owner      int64 // the number of a user; the group is one of a group
	Group      int64
	ModifiedNs int64 // since 1970
	AccessedNs int64
	ChangedNs  int64
	BornNs     int64
	Stream     int    // the standard stream that /dev/stdin and its like stand for; -1 for none
	Program    string // which of this package's programs it is, or "node"; "" for none
}

// System is what programs are started from.
type System struct {
	Files Files
	// Node is what starts Node with a command line, of which the first word is its
	// own name, in an environment.
	Node func(arguments, environment []string) *sim.ProcessSpec
	// Compress makes a gzip file of data, and Expand the opposite, of which fault is
	// what is wrong with the file; it must not become longer than most.
	Compress func(data []byte, level int) []byte
	Expand   func(data []byte, most int) (plain []byte, fault string)
	// Blake is the digest of b2sum.
	Blake func() hash.Hash
	// EpochNs is the instant since 1970 at which the machine starts.
	EpochNs int64
}

// mostInterpreters is how many "#!" may lead from one to the next.
// (BINPRM_MAX_RECURSION)
const mostInterpreters = 4

// Load finds the program behind a path, as execve(2) does; what is returned starts
// it with its arguments, of which the first is its own name. ENOENT, ENOTDIR,
// EACCES, and ENOEXEC for a file that is no program.
func (s *System) Load(name string, arguments, environment []string) (*sim.ProcessSpec, sim.Errno) {
	for range mostInterpreters + 1 {
		info, errno := s.Files.Stat(name, true)
		switch {
		case errno != 0:
			return nil, errno
		case info.Directory || info.Mode&0o111 == 0:
			return nil, sim.EACCES
		case info.Program == "node":
			return s.Node(arguments, environment), 0
		case info.Program != "":
			return s.program(info.Program, path.Base(name), arguments, environment), 0
		}
		line, interpreted := s.interpreter(name)
		if !interpreted {
			return nil, sim.ENOEXEC
		}
		arguments = append(append(line, name), arguments[min(1, len(arguments)):]...)
		name = line[0]
	}
	return nil, sim.ELOOP
}

// interpreter is what the first line of a script names: a path, and an argument if
// there is one.
func (s *System) interpreter(name string) ([]string, bool) {
	text, errno := s.Files.ReadAll(name)
	line, _, _ := bytes.Cut(text, []byte("\n"))
	rest, marked := strings.CutPrefix(string(line), "#!")
	first, argument, more := strings.Cut(strings.TrimSpace(rest), " ")
	switch {
	case errno != 0 || !marked || first == "":
		return nil, false
	case more:
		return []string{first, strings.TrimSpace(argument)}, true
	}
	return []string{first}, true
}

// program starts one of the programs of this package.
func (s *System) program(program, name string, arguments, environment []string) *sim.ProcessSpec {
	run := lookUp(program)
	return &sim.ProcessSpec{
		Name: name, Arguments: arguments, Environment: environment, MemoryBytes: programBytes,
		Threads: []sim.ThreadSpec{{Name: name, Program: &fiber.Fiber{Body: func(f *fiber.Fiber) {
			c := &call{Fiber: f, system: s, words: arguments}
			f.Act(0, func(m *sim.Machine, _ *sim.Thread) sim.Progress {
				c.machine = m
				return sim.Continue
			})
			c.see()
			c.exit(run(c))
		}}}},
	}
}

// see lets a program see the disk as its own process does.
func (c *call) see() {
	own := *c.system
	own.Files = c.system.Files.SeenBy(c.machine, c.process())
	c.system = &own
}

// programBytes is the memory of a small program. (Seen of /bin/true, sleep and sh:
// 1.0 to 1.7 MB.)
const programBytes = 1536 << 10

// usualPath is where programs are looked for if the environment says nothing.
const usualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

// Find looks for a program along PATH, unless its name has a slash (execvp(3)).
// directory is the working directory. ENOENT if it is nowhere; EACCES if what was
// found may not be run.
func (s *System) Find(name, directory string, environment []string) (string, sim.Errno) {
	if strings.Contains(name, "/") || name == "" {
		return absolute(directory, name), s.runnable(absolute(directory, name))
	}
	list, set := Variable(environment, "PATH")
	if !set {
		list = usualPath
	}
	worst := sim.ENOENT
	for _, folder := range strings.Split(list, ":") {
		at := path.Join(absolute(directory, cmp.Or(folder, ".")), name)
		switch errno := s.runnable(at); errno {
		case 0:
			return at, 0
		case sim.EACCES:
			worst = errno
		}
	}
	return "", worst
}

// runnable reports whether a path leads to a file that may be run.
func (s *System) runnable(name string) sim.Errno {
	info, errno := s.Files.Stat(name, true)
	if errno == 0 && (info.Directory || info.Mode&0o111 == 0) {
		errno = sim.EACCES
	}
	return errno
}

// Variable is a variable of an environment.
func Variable(environment []string, name string) (value string, set bool) {
	for i := len(environment) - 1; i >= 0; i-- {
		if key, value, _ := strings.Cut(environment[i], "="); key == name {
			return value, true
		}
	}
	return "", false
}

// absolute is a path as seen from a directory.
func absolute(directory, name string) string {
	if strings.HasPrefix(name, "/") {
		return name
	}
	slash := ""
	if strings.HasSuffix(name, "/") {
		slash = "/"
	}
	return path.Join(cmp.Or(directory, "/"), name) + slash
}
