package js

import (
	"errors"
	"sync/atomic"
	"unsafe"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/unistring"

	"timeslice/sim/node/regexp"
)

// matching is what an isolate has for regular expressions: RegExp of
// ECMA-262, 22.2, and of annex B.2.4, in the order of steps of V8 11.3.
type matching struct {
	*regexps
	matcher regexp.Matcher
	rest    int64 // steps that are not charged yet
	tiers   map[*compiledRegexp]tier
	stepsNs int64 // of ten steps of the match that goes on

	class, prototype *sobek.Object
	exec             *sobek.Object // RegExp.prototype.exec
	template         *sobek.Object // what others are copies of
	construct        Constructor   // the engine's
	layout           regexpLayout
	last             lastMatch
}

// regexpLayout is where the engine keeps what a regular expression is.
type regexpLayout struct{ pattern, standard, prototype, guarded uintptr }

// ownRegexps lets all regular expressions of the isolate be this package's.
func (i *Isolate) ownRegexps(shared *regexps) {
	m := &i.regexp
	m.regexps = shared
	m.tiers = map[*compiledRegexp]tier{}
	m.class = i.Engine.Get("RegExp").(*sobek.Object)
	m.prototype = m.class.Get("prototype").(*sobek.Object)
	m.exec = m.prototype.Get("exec").(*sobek.Object)
	m.template, _ = i.Engine.New(m.class, i.Engine.ToValue(""))
	_ = m.template.SetSymbol(sobek.SymMatch, true) // so that nothing of a script's is asked
	of, guarded := i.inside.self(m.template).Type(), i.inside.self(m.prototype).Type()
	m.layout = regexpLayout{
		pattern: fieldOf(of, "pattern"), standard: fieldOf(of, "standard"), prototype: offsetIn(of, "prototype"),
		guarded: fieldOf(guarded, "guardedProps"),
	}
	m.construct = i.ReplaceConstructor(m.class, i.constructRegexp)
	i.Replace(m.class, i.callRegexp)
	i.regexpMethods()
	i.regexpFlags()
	i.lastMatchProperties()
	i.hide(evalRegexpName, i.evalRegexp)
}

// compiledOf is what a regular expression is; nil if a value is none.
func (i *Isolate) compiledOf(v sobek.Value) *compiledRegexp {
	object, ok := v.(*sobek.Object)
	if !ok {
		return nil
	}
	s, at := i.inside.behind(object)
	if s.name != "regexpObject" {
		return nil
	}
	return i.regexp.pattern.within(*read[unsafe.Pointer](at, i.regexp.layout.pattern))
}

// set makes an object what a regular expression is.
func (i *Isolate) setRegexp(object *sobek.Object, c *compiledRegexp) {
	_, at := i.inside.behind(object)
	*read[unsafe.Pointer](at, i.regexp.layout.pattern) = c.pattern
}

// newRegexp makes an object: a copy of one that exists costs the engine least.
func (i *Isolate) newRegexp(c *compiledRegexp, prototype *sobek.Object) *sobek.Object {
	object := i.regexp.construct([]sobek.Value{i.regexp.template}, nil)
	i.setRegexp(object, c)
	if prototype != i.regexp.prototype {
		i.must(object.SetPrototype(prototype))
	}
	return object
}

// isPlain reports whether an object is a regular expression of which no script
// has changed the methods.
func (i *Isolate) isPlain(object *sobek.Object) bool {
	s, at := i.inside.behind(object)
	layout := &i.regexp.layout
	return s.name == "regexpObject" && *read[bool](at, layout.standard) &&
		*read[*sobek.Object](at, layout.prototype) == i.regexp.prototype && i.inside.kind(i.regexp.prototype) == "guardedObject"
}

// guard adds names to those by whose change the engine stops taking its own
// short ways, and isPlain is false.
func (i *Isolate) guard(names ...string) {
	_, at := i.inside.behind(i.regexp.prototype)
	guarded := *read[map[unistring.String]struct{}](at, i.regexp.layout.guarded)
	for _, name := range names {
		guarded[unistring.String(name)] = struct{}{}
	}
}

// isRegExp is IsRegExp. (7.2.8)
func (i *Isolate) isRegExp(v sobek.Value) bool {
	object, ok := v.(*sobek.Object)
	if !ok {
		return false
	}
	if matcher := object.GetSymbol(sobek.SymMatch); isGiven(matcher) {
		return matcher.ToBoolean()
	}
	return i.inside.kind(object) == "regexpObject"
}

func isGiven(v sobek.Value) bool { return v != nil && !sobek.IsUndefined(v) }

// callRegexp is RegExp(pattern, flags).
func (i *Isolate) callRegexp(call sobek.FunctionCall) sobek.Value {
	pattern, flags := call.Argument(0), call.Argument(1)
	isRegexp := i.isRegExp(pattern)
	if isRegexp && !isGiven(flags) && pattern.(*sobek.Object).Get("constructor") == sobek.Value(i.regexp.class) {
		return pattern
	}
	return i.makeRegexp(pattern, flags, isRegexp, nil)
}

// constructRegexp is new RegExp(pattern, flags).
func (i *Isolate) constructRegexp(arguments []sobek.Value, newTarget *sobek.Object) *sobek.Object {
	call := sobek.FunctionCall{Arguments: arguments}
	pattern := call.Argument(0)
	return i.makeRegexp(pattern, call.Argument(1), i.isRegExp(pattern), newTarget)
}

// makeRegexp is the constructor from its step 4 on. (22.2.4.1)
func (i *Isolate) makeRegexp(pattern, flags sobek.Value, isRegexp bool, newTarget *sobek.Object) *sobek.Object {
	if c := i.compiledOf(pattern); c != nil {
		pattern = c.source
		if !isGiven(flags) {
			flags = c.letters
		}
	} else if isRegexp {
		object := pattern.(*sobek.Object)
		pattern = object.Get("source")
		if !isGiven(flags) {
			flags = object.Get("flags")
		}
	}
	prototype := i.regexp.prototype
	if newTarget != nil && newTarget != i.regexp.class {
		if own, ok := newTarget.Get("prototype").(*sobek.Object); ok {
			prototype = own
		}
	}
	return i.newRegexp(i.initRegexp(pattern, flags), prototype)
}

// initRegexp compiles what a script asks for. (RegExpInitialize, 22.2.3.3)
func (i *Isolate) initRegexp(pattern, flags sobek.Value) *compiledRegexp {
	text, letters := regexp.Text{}, ""
	if isGiven(pattern) {
		text = i.inside.textOf(i.toText(pattern))
	}
	if isGiven(flags) {
		letters = i.toText(flags).String()
	}
	i.charge(i.compileNs(text.Len())/6, regexpBytes) // it is only read
	c, err := i.regexp.compile(text, letters)
	if err == nil {
		return c
	}
	message := regexp.FromString(err.Error())
	var syntax *regexp.SyntaxError
	if errors.As(err, &syntax) {
		message = syntax.Message()
	}
	panic(i.newError("SyntaxError", message))
}

// tier is how far V8 has compiled a regular expression.
type tier uint8

const (
	notCompiled tier = iota
	toBytecode
	toMachineCode
)

// longSubject is how long a text is for which V8 compiles to machine code at
// once. (JSRegExp::kTierUpForSubjectLengthValue)
const longSubject = 1000

// mostTiers is of how many regular expressions an isolate keeps that they are
// compiled.
const mostTiers = 4096

// tierUp charges for a match, besides its steps, and tells what ten steps cost.
// V8 compiles to bytecode for the first match and to machine code for the
// second. (JSRegExp::TierUpTick)
func (i *Isolate) tierUp(c *compiledRegexp, length int) (stepsNs int64) {
	costs := &i.costs.Builtins
	if i.free {
		return 0
	}
	i.Owe(costs.MatchNs)
	tiers := i.regexp.tiers
	reached := tiers[c]
	if reached == toMachineCode {
		return costs.StepsNs
	}
	i.Owe(i.compileNs(c.Source().Len()))
	if reached++; length >= longSubject {
		reached = toMachineCode
	}
	if len(tiers) >= mostTiers {
		clear(tiers)
	}
	tiers[c] = reached
	if reached == toBytecode {
		return costs.FirstStepsNs
	}
	return costs.StepsNs
}

// compileNs is what it takes to compile a pattern of so many code units. Short
// ones take as if they had twenty more.
func (i *Isolate) compileNs(units int) int64 { return int64(units+20) * i.costs.Builtins.CompileNs }

// lastIndex is where a regular expression has its property of that name.
func (i *Isolate) lastIndex(object *sobek.Object) *lastIndex {
	s, at := i.inside.behind(object)
	property := (*read[map[unistring.String]sobek.Value](at, s.properties))["lastIndex"]
	return &lastIndex{i, (*[2]unsafe.Pointer)(unsafe.Pointer(&property))[1]}
}

// lastIndex is a property of the engine's.
type lastIndex struct {
	isolate *Isolate
	at      unsafe.Pointer
}

func (l *lastIndex) get() sobek.Value {
	return *read[sobek.Value](l.at, l.isolate.inside.at.propertyValue)
}

func (l *lastIndex) set(to int) { l.setValue(l.isolate.Engine.ToValue(to)) }

func (l *lastIndex) setValue(to sobek.Value) {
	at := &l.isolate.inside.at
	if !*read[bool](l.at, (*at).propertyWritable) {
		panic(l.isolate.newError("TypeError", regexp.Latin1("Cannot assign to read only property 'lastIndex' of object '[object RegExp]'")))
	}
	*read[sobek.Value](l.at, (*at).propertyValue) = to
}

// setLastIndex sets the property of that name of whatever object.
func (i *Isolate) setLastIndex(object *sobek.Object, to sobek.Value) {
	if i.compiledOf(object) != nil {
		i.lastIndex(object).setValue(to)
		return
	}
	i.must(object.Set("lastIndex", to))
}

// mostLength is the largest length of anything. (ToLength, 7.1.20)
const mostLength = 1<<53 - 1

func toLength(v sobek.Value) int64 {
	if v == nil {
		return 0
	}
	return min(max(v.ToInteger(), 0), mostLength)
}

// match looks for a match, and charges for it.
func (i *Isolate) match(c *compiledRegexp, text regexp.Text, at int) []int {
	i.regexp.stepsNs = i.tierUp(c, text.Len())
	captures, err := i.regexp.matcher.Match(c.Program, text, at, i)
	if err != nil && !errors.Is(err, regexp.ErrStopped) {
		panic(i.newError("RangeError", regexp.Latin1(err.Error())))
	}
	return captures
}

// Steps charges for steps of a match, and stops one of a thread that has ended.
// (regexp.Meter)
func (i *Isolate) Steps(done int) (goOn bool) {
	steps := i.regexp.rest + int64(done)
	i.regexp.rest = steps % 10
	i.marks += steps / 10 // to who simulates, ten steps are as much work as a statement
	if i.regexp.stepsNs > 0 {
		i.Owe(steps / 10 * i.regexp.stepsNs)
	}
	return !i.stopped && atomic.LoadUint32(read[uint32](i.inside.vm, i.inside.at.interrupted)) == 0
}

// Stack lets a match have what V8 lets it have. (regexp.Meter)
func (i *Isolate) Stack(int) (goOn bool) { return true }

// execBuiltin is RegExpBuiltinExec as far as it does not make an array:
// (22.2.7.2) the captures, until the next match.
func (i *Isolate) execBuiltin(object *sobek.Object, c *compiledRegexp, s sobek.String) []int {
	property := i.lastIndex(object)
	from := toLength(property.get())
	moves := c.flags.Global || c.flags.Sticky
	if !moves {
		from = 0
	}
	if from > int64(s.Length()) {
		if moves {
			property.set(0)
		}
		return nil
	}
	captures := i.match(i.present(object, c), i.inside.textOf(s), int(from))
	if captures == nil {
		if moves {
			property.set(0)
		}
		return nil
	}
	if moves {
		property.set(captures[1])
	}
	i.noteMatch(s, captures)
	return captures
}

// present is what an object is by now: what is asked for an index may have
// compiled it anew.
func (i *Isolate) present(object *sobek.Object, before *compiledRegexp) *compiledRegexp {
	if c := i.compiledOf(object); c != nil {
		return c
	}
	return before
}

// must throws what went wrong.
func (i *Isolate) must(err error) {
	if err == nil {
		return
	}
	var thrown *sobek.Exception
	if errors.As(err, &thrown) {
		panic(thrown)
	}
	panic(err)
}
