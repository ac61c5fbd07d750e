package shell

import (
	"path"
	"slices"
	"strings"

	"timeslice/sim"
)

// copyFiles is cp.
func copyFiles(c *call) int {
	given, names, ok := c.flags("rRapfnvxudLPTilsb", "t", "recursive=r", "archive=a", "force=f", "no-clobber=n", "verbose=v", "update=u", "target-directory=t", "link=l",
		"symbolic-link=s", "interactive=i", "no-dereference=P", "dereference=L", "no-target-directory=T", "preserve=p", "backup=b")
	if !ok {
		return 1
	}
	if to, set := given['t']; set {
		names = append(names, to)
	}
	switch len(names) {
	case 0:
		c.complain("missing file operand\nTry 'cp --help' for more information.")
		return 1
	case 1:
		c.complain("missing destination file operand after '%s'\nTry 'cp --help' for more information.", names[0])
		return 1
	}
	to := names[len(names)-1]
	info, errno := c.system.Files.Stat(c.path(to), true)
	into := errno == 0 && info.Directory
	if len(names) > 2 && !into {
		c.complain("target '%s': %s", to, map[bool]string{true: sim.ENOENT.Message(), false: sim.ENOTDIR.Message()}[errno != 0])
		return 1
	}
	p := &copier{call: c, all: has(given, 'r') || has(given, 'R') || has(given, 'a'), tells: has(given, 'v'), keeps: has(given, 'n'), given: given}
	for _, name := range names[:len(names)-1] {
		target := to
		if into {
			target = joined(to, path.Base(name))
		}
		p.target = path.Clean(p.path(target))
		p.copy(name, target)
	}
	return p.status
}

// joined is a name within a directory, as it was given.
func joined(directory, name string) string {
	if directory[len(directory)-1] == '/' {
		return directory + name
	}
	return directory + "/" + name
}

type copier struct {
	*call
	all, tells, keeps bool
	given             map[byte]string
	status            int
	target            string // what is made of the operand; it is not copied into itself
	intoItself        bool   // it was come to
}

func (p *copier) fail(format string, arguments ...any) {
	p.complain(format, arguments...)
	p.status = 1
}

func (p *copier) copy(from, to string) {
	info, errno := p.system.Files.Stat(p.path(from), !p.all)
	if errno != 0 {
		p.fail("cannot stat '%s': %s", from, errno.Message())
		return
	}
	target, errno := p.system.Files.Stat(p.path(to), true)
	exists := errno == 0
	switch {
	case info.Directory && !p.all:
		p.fail("-r not specified; omitting directory '%s'", from)
		return
	case exists && p.keeps, exists && has(p.given, 'u') && target.ModifiedNs >= info.ModifiedNs:
		return
	case exists && path.Clean(p.path(from)) == path.Clean(p.path(to)):
		p.fail("'%s' and '%s' are the same file", from, to)
		return
	case info.Directory && exists && !target.Directory:
		p.fail("cannot overwrite non-directory '%s' with directory '%s'", to, from)
		return
	case !info.Directory && exists && target.Directory:
		p.fail("cannot overwrite directory '%s' with non-directory", to)
		return
	}
	switch {
	case exists && has(p.given, 'i') && !target.Directory && !p.agrees("overwrite", to, target):
		return
	case info.Directory && path.Clean(p.path(to)) == p.target && strings.HasPrefix(p.target+"/", path.Clean(p.path(from))+"/"):
		p.directory(from, to, exists)
		p.intoItself = false
		p.fail("cannot copy a directory, '%s', into itself, '%s'", from, to)
		return
	}
	if p.tells {
		p.print("'%s' -> '%s'\n", from, to)
	}
	if exists && has(p.given, 'b') && !target.Directory {
		p.changes(func() sim.Errno { return p.system.Files.Move(p.path(to), p.path(to)+"~", p.nowNs()) })
	}
	switch symbolic := has(p.given, 's'); {
	case !info.Directory && (symbolic || has(p.given, 'l')):
		of := from
		if !symbolic {
			of = p.path(from)
		}
		if errno := p.changes(func() sim.Errno { return p.system.Files.Link(of, p.path(to), symbolic, p.nowNs()) }); errno != 0 {
			p.fail("cannot create %s '%s' to '%s': %s", map[bool]string{true: "symbolic link", false: "hard link"}[symbolic], to, from, errno.Message())
		}
	case info.Directory:
		p.directory(from, to, exists)
	case info.Link != "":
		if errno := p.changes(func() sim.Errno { return p.system.Files.Link(info.Link, p.path(to), true, p.nowNs()) }); errno != 0 {
			p.fail("cannot create symbolic link '%s': %s", to, errno.Message())
		}
	default:
		p.file(from, to, info)
	}
}

func (p *copier) directory(from, to string, exists bool) {
	names, errno := p.system.Files.List(p.path(from))
	if errno != 0 {
		p.fail("cannot access '%s': %s", from, errno.Message())
		return
	}
	names = slices.Clone(names)
	if !exists {
		if errno := p.makeDirectory(p.path(to)); errno != 0 {
			p.fail("cannot create directory '%s': %s", to, errno.Message())
			return
		}
	}
	for _, name := range names {
		inner := joined(from, name)
		if path.Clean(p.path(inner)) == p.target {
			p.intoItself = true
		}
		if p.intoItself { // what comes behind it is left out too
			return
		}
		p.copy(inner, joined(to, name))
	}
}

func (p *copier) file(from, to string, info Info) {
	in, errno := p.open(from, Opening{Read: true})
	if errno != 0 {
		p.fail("cannot open '%s' for reading: %s", from, errno.Message())
		return
	}
	defer p.close(in)
	out, errno := p.open(to, Opening{Write: true, Create: true, Truncate: true})
	if errno != 0 {
		p.fail("cannot create regular file '%s': %s", to, errno.Message())
		return
	}
	for {
		piece, errno := p.read(in, pieceBytes)
		if errno == 0 && len(piece) > 0 {
			errno = p.write(out, piece)
		} else if errno == 0 {
			break
		}
		if errno != 0 {
			p.fail("error copying '%s' to '%s': %s", from, to, errno.Message())
			break
		}
	}
	p.close(out)
	if has(p.given, 'p') || has(p.given, 'a') {
		p.changes(func() sim.Errno { return p.system.Files.Touch(p.path(to), info.ModifiedNs, p.nowNs()) })
	}
	if info.Mode&0o111 != 0 {
		p.changes(func() sim.Errno { return p.system.Files.Permit(p.path(to), info.Mode&0o777, p.nowNs()) })
	}
}
