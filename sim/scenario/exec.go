package scenario

import (
	"path"

	"timeslice/sim"
	nodejs "timeslice/sim/node"
	"timeslice/sim/trace"
)

// Programs is what the Node.js scripts of a scenario find on the machine. The
// zero value has no files, so that a scenario with scripts cannot be built.
type Programs struct {
	Files   nodejs.Disk // what all of them see; scripts are below Folder
	Folder  string      // where they start, such as /app
	Library *nodejs.Library
	Guard   *nodejs.Guard
	Input   func() []byte // what a script reads from standard input
	Pool    int           // UV_THREADPOOL_SIZE, 0 for Node's own
	// Environment is that of a process that says nothing of its own.
	Environment []string
}

// command is a process's program as a command line.
type command struct {
	place
	nodejs.Command
}

// readCommand reads a command line: node, options, a script, arguments.
func (r *reader) readCommand(n *node) *command {
	if !r.scalar(n) {
		return nil
	}
	found, open := split(n.text)
	switch {
	case open >= 0:
		r.add(n.at(open), "scenario.open-quote")
		return nil
	case len(found) == 0 || found[0].text != "node":
		r.add(n.place, "scenario.no-such-command", "Word", shorten(n.text))
		return nil
	}
	var rest []string
	for _, w := range found[1:] {
		rest = append(rest, w.text)
	}
	parsed, fault := nodejs.ParseCommand(rest)
	switch {
	case fault != nil && fault.Unknown != "":
		r.add(n.at(found[1+fault.Word].offset), "scenario.no-such-option", "Word", shorten(fault.Unknown))
		return nil
	case fault != nil || parsed.Script == "":
		r.add(n.place, "scenario.no-script")
		return nil
	}
	return &command{n.place, parsed}
}

// checkScripts notes scripts that are not among the files.
func (r *reader) checkScripts(p *Programs) {
	for _, list := range [][]processSpec{r.scenario.programs, r.scenario.processes} {
		for i := range list {
			c := list[i].command
			switch {
			case c == nil:
			case p.Files == nil:
				r.add(c.place, "scenario.no-files")
			default:
				if _, found := p.Files.Read(p.script(c)); !found {
					r.add(c.place, "scenario.no-such-script", "Word", c.Script)
				}
			}
		}
	}
}

// script is the path of a command's script.
func (p *Programs) script(c *command) string {
	if path.IsAbs(c.Script) {
		return path.Clean(c.Script)
	}
	return path.Join(p.Folder, c.Script)
}

// nodeProcess is the specification of a process that runs a script.
func (a *assembly) nodeProcess(p *processSpec, number int64) sim.ProcessSpec {
	spec := nodejs.Spec(copyName(p.name, p.count, number), nodejs.Options{
		Script: a.with.script(p.command), Arguments: p.command.Arguments, Files: a.volume, Library: a.with.Library,
		Guard: a.with.Guard, PoolSize: a.with.Pool, Seed: a.seed, Costs: a.costs,
		HeapLimitBytes: p.command.HeapLimitBytes, ExposeGC: p.command.ExposeGC,
	})
	spec.Arguments = commandLine(p.command.Script, p.command.Flags, p.command.Arguments)
	spec.At = trace.Time(p.at)
	spec.User, spec.Directory, spec.Environment, spec.Subreaper = p.user, p.directory, p.environment, p.subreaper
	if spec.Directory == "" {
		spec.Directory = a.with.Folder
	}
	if spec.Environment == nil {
		spec.Environment = a.with.Environment
	}
	if p.memoryBytes > 0 {
		spec.MemoryBytes = p.memoryBytes
	}
	if p.group != noGroup {
		spec.MemoryGroup = a.memory[p.group]
	}
	spec.Threads[0].Task = a.task(&p.threads[0].attributes)
	if spec.Threads[0].Task.Tickets == 0 {
		spec.Threads[0].Task.Tickets = defaultTickets
	}
	return *spec
}
