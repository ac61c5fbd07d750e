package js

import "strings"

// Where a loop, a pattern or a builtin takes values of a generator, V8 has a call of its
// next. The engine lets the generator go on without one:
//
//	for (const x of generator()) …
//
// resumes reports whether the last of these sites is a generator that this call lets go on
// so. A call that made the generator, whose parameters have values then, is none.
func (i *Isolate) resumes(list []*Site, c call) bool {
	if len(list) == 0 || c.async {
		return false
	}
	last := list[len(list)-1]
	if last.program == nil || last.function == nil || last.async || languageFile(last.file()) || last.runsModule() {
		return false
	}
	if kind, _ := i.inside.functionOf(last.function); !strings.HasPrefix(kind, "generator") {
		return false
	}
	if c.program == nil { // what is not shown may have been asked to call next
		return i.inside.kind(holder(c.this)) != "generatorObject" && !i.hidden(&Site{call: c, isolate: i})
	}
	switch i.inside.operation(c.program, c.pc) {
	case "iterNext", "iterGetNextOrUndef", "_newArrayFromIter", "_pushArraySpread", "_pushSpread":
		return true
	}
	return false
}

// resumption is the call of a generator's next.
func (i *Isolate) resumption(of *Site) *Site {
	name := of.FunctionName()
	if name == "" || strings.HasPrefix(name, "[") {
		name = "Generator"
	}
	return &Site{call: call{label: name + ".next (<anonymous>)"}, isolate: i}
}
