package node

import (
	"path"

	"github.com/grafana/sobek"

	"timeslice/sim"
)

// A process that another one started is given a command line, not a script that is
// known to be there. What can be wrong with it the process itself says.

// startNs is the CPU time after which Node has read its command line. (Measured:
// node --version, 5 ms from exec to the end.)
const readCommandNs = 3_000_000

// readCommand sees to what ends the process before any JavaScript runs.
func (n *Environment) readCommand() {
	o := &n.options
	say := func(descriptor int, text string, code int) {
		n.fiber.compute(readCommandNs)
		n.fiber.do(&sim.Write{Descriptor: descriptor, Data: []byte(text)})
		n.fiber.do(&sim.Exit{Code: code})
		panic(ended{})
	}
	switch fault := o.Fault; {
	case fault != nil && fault.Says != "":
		say(2, o.name()+": "+fault.Says+"\n", 9)
	case fault != nil && fault.Lacks:
		say(2, o.name()+": "+fault.Unknown+" requires an argument\n", 9)
	case fault != nil && knownOption(fault.Unknown):
		say(2, o.name()+": timeslice does not simulate the option "+fault.Unknown+"; "+instead(fault.Unknown)+"\n", 9)
	case fault != nil && fault.Unknown != "":
		say(2, o.name()+": bad option: "+fault.Unknown+"\n", 9)
	case o.Command.Version:
		say(1, version+"\n", 0)
	}
	for _, file := range o.Command.EnvFiles {
		if _, found := o.Files.Read(path.Join("/", n.process.Directory, file)); !found && !path.IsAbs(file) {
			say(2, o.name()+": "+file+": not found\n", 9)
		}
	}
	if o.Script != "" && o.Script != "-" && !path.IsAbs(o.Script) && !o.Command.HasCode {
		o.Script = path.Join("/", n.process.Directory, o.Script)
	}
}

// name is what the process was called by.
func (o *Options) name() string {
	if o.Name == "" {
		return "node"
	}
	return o.Name
}

// runScript runs the main script, a CommonJS module, or the code on the command
// line, as Node runs a callback: ticks and microtasks follow.
func (n *Environment) runScript() {
	name := path.Base(n.options.Script)
	if n.options.Command.HasCode {
		name = "[eval]"
	}
	main := n.newItem(name, func() {
		run, ok := sobek.AssertFunction(n.requireBuiltin("internal/main").(*sobek.Object).Get("run"))
		if !ok {
			fault("internal/main has no run")
		}
		n.invoke(run, sobek.Undefined())
	})
	main.resource, main.keeps = &resource{id: n.async.newID(), quiet: true}, true
	// An error that is seen to keeps no ticks back, as one in a callback does.
	n.perform(func() {
		n.fiber.compute(n.options.Costs.CallbackNs)
		n.enter(main)
		n.failed = false
		n.loop.ticks.run(n)
	})
	n.drain()
}

// mainBinding tells the library what is to be run.
func (n *Environment) mainBinding() sobek.Value {
	e, o := n.isolate.Engine, &n.options
	object := e.NewObject()
	for name, value := range map[string]any{
		"script": o.Script, "hasCode": o.Command.HasCode, "code": o.Command.Code, "prints": o.Command.Prints,
		"isModule": o.Command.Module, "checks": o.Command.Checks,
		"readsInput": !o.Command.HasCode && (o.Script == "" || o.Script == "-"),
	} {
		_ = object.Set(name, value)
	}
	for name, list := range map[string][]string{
		"requires": o.Command.Requires, "imports": o.Command.Imports, "conditions": o.Command.Conditions, "envFiles": o.Command.EnvFiles,
	} {
		_ = object.Set(name, n.array(list))
	}
	_ = object.Set("title", o.Command.Title)
	_ = object.Set("debugged", n.variable("NODE_DEBUG")) // what is put there later changes nothing
	if o.Command.HasStackLimit {
		_ = object.Set("stackLimit", o.Command.StackLimit)
	}
	return object
}
