package js

import (
	"errors"
	"math"
	"math/big"
	"unsafe"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"

	"timeslice/sim/node/regexp"
)

// World is where an isolate's code runs: it is told what the code costs.
type World interface {
	// Spend lets the isolate's thread use so much CPU time, and returns when it
	// has had it. It reports false if the thread has ended meanwhile; then the
	// isolate must stop.
	Spend(ns int64) bool
	// At is told that the thread is at a line of a script once it has had so
	// much more CPU time, and stays there until the next call.
	At(moreNs int64, file, line int)
	// Reserve is told before so many bytes are allocated at once; it ends the
	// thread if there are not so many.
	Reserve(bytes int64)
	// Lay is told of so many bytes that get pages of their own.
	Lay(bytes int64)
	// Claim is asked before so many bytes are taken for an array buffer, and
	// reports whether there are so many.
	Claim(bytes int64) bool
	// Collect is called when the isolate has allocated what it was allowed to:
	// see Allow.
	Collect()
	// Weigh is called when the isolate has strained the computer that simulates as
	// much as it may before somebody looks how much of its memory it takes: see Bear.
	// It ends the thread if that, and so many bytes more, is too much.
	Weigh(more int64)
}

// Costs is what code costs, in nanoseconds of CPU time.
type Costs struct {
	StatementNs int64 // a statement of a script
	LibraryNs   int64 // a function or a turn of a loop of Node's own library
	ChunkNs     int64 // an isolate pays at the latest when it owes this much
	Builtins    BuiltinCosts
}

// ErrStopped is what a call into an isolate returns after its thread ended.
var ErrStopped = errors.New("the isolate was stopped")

// Isolate is one JavaScript world: its engine and its books. It belongs to one
// simulated thread. It must not be used after it was stopped.
type Isolate struct {
	Engine   *sobek.Runtime
	OfWorker bool // it is one of a worker thread: stacks end in other calls there

	world   World
	costs   Costs
	owedNs  int64                   // the code has cost this, and it is not paid
	marks   int64                   // statements and their like since TakeMarks
	heavy   int64                   // as which each further one counts: integers.go
	bytes   int64                   // allocated since the last call of Allow
	allowed int64                   // as many may be
	strain  int64                   // what may have come to it of this computer's memory, by guess: see Bear
	bearing int64                   // so much it may be before somebody looks
	stones  map[*sobek.Object]int64 // of chains: chains.go
	unseen  int64                   // what builtins that run keep where no census looks
	stopped bool
	late    func() bool   // reports that what runs took too long; nil if it may take any time
	free    bool          // what runs now costs nothing
	shared  bool          // it has memory that others have too
	chance  uint64        // of how long a store waits
	olds    []sobek.Value // what elements were that are being counted: races.go
	helds   []sobek.Value // objects whose elements are being counted, and their places

	plans     *plans // of the census
	counted   int    // things that the last census found
	awaited   map[*sobek.Object]bool
	depth     depth
	scripts   map[*file.File]*Script // of which errors may come
	named     map[string]*Script     // the last of each name
	evaluated []*file.File           // of those the ones that came into being at run time

	inside         *inside
	above          sobek.Value // what was last taken off the engine's stack
	quotes         quotes
	evaluating     *Script // by a direct eval
	wording        bool    // an error is being given its words
	said           bool    // the error that is being made has V8's words already
	errorClass     *sobek.Object
	classes        map[string]*sobek.Object // of errors, by their names
	errorText      sobek.Callable           // Error.prototype.toString
	errorToString  sobek.Value
	objectToString sobek.Value
	functionText   sobek.Callable                  // Function.prototype.toString
	ownDescriptor  sobek.Callable                  // Object.getOwnPropertyDescriptor
	keyFor         sobek.Callable                  // Symbol.keyFor
	symbols        map[*sobek.Symbol]*sobek.Object // what stands for those that are keys of weak collections
	formatter      sobek.Callable                  // what calls Error.prepareStackTrace
	freeze         sobek.Callable                  // Object.freeze
	tagged         map[unsafe.Pointer]*sobek.Object
	builtins       map[*sobek.Object]string // their names, when somebody needs them

	turn *sobek.Program
	body func()

	prototypes prototypes
	templates  map[*sobek.Object]*template // of the engine's objects

	jobs   jobs
	keeper keeper

	paused  paused // what awaits by the reaction that is made next
	regexp  matching
	sums    [4]growing // texts that code adds to
	nextSum int
	next    func() // what to do when JavaScript runs next
	rest    func() // nil if nobody asked for it
	worked  int    // marks since the last rest
}

// New returns an isolate with an empty global object besides what the language
// itself has. It shares compiled scripts with others.
func New(world World, costs Costs, scripts *Cache) *Isolate {
	i := &Isolate{
		Engine: sobek.New(), world: world, costs: costs, allowed: math.MaxInt64, bearing: math.MaxInt64, plans: newPlans(), awaited: map[*sobek.Object]bool{},
		scripts: map[*file.File]*Script{}, named: map[string]*Script{}, templates: map[*sobek.Object]*template{},
	}
	i.Engine.SetMaxCallStackSize(hardDepth)
	i.Engine.SetParserOptions(parserOptions()...)
	i.hide(markName.String(), i.mark)
	i.hide(enterName.String(), i.enter)
	i.hide(asyncName.String(), i.enterAsync)
	i.hide(libraryName.String(), i.library)
	i.hide(joinedName.String(), i.joined)
	i.hide(appendedName.String(), i.appended)
	i.hide(extendedName.String(), i.extendedBy)
	i.hide(awaitsName.String(), i.awaits)
	i.hide(integerName.String(), i.integer)
	i.hide(writtenName.String(), i.written)
	i.hide(constructsName.String(), i.constructs)
	i.hide(comparedName.String(), i.compared)
	i.hide(spreadName.String(), i.spread)
	i.hide(walkedName.String(), i.walked)
	i.hide(listedName.String(), i.listed)
	i.hide(inheritsName.String(), i.inherits)
	i.hide(alikeName.String(), i.alike)
	i.hide(weighedName.String(), i.weighed)
	i.hide(keyedName.String(), i.keyed)
	i.hide(digitsName.String(), i.digits)
	i.hide(delegatedName.String(), i.delegate)
	i.hide(refusesName, i.refuse)
	i.hide(stepsName, i.countedSteps)
	i.hide(templateName.String(), i.template)
	i.hide(keepName.String(), i.keep)
	i.hide(takeName.String(), i.take)
	i.hide(gapName.String(), i.gap)
	i.hide(countedName.String(), i.countUp)
	i.hide(beforeName.String(), i.before)
	i.hide(heldName.String(), i.held)
	i.hide(heldObjectName.String(), i.heldObject)
	i.hide(lastKeyName.String(), i.lastKey)
	i.hide(afterName.String(), i.after)
	i.hide(turnName, func(sobek.FunctionCall) sobek.Value {
		i.body()
		return nil
	})
	i.turn = sobek.MustCompile(turnName, "this['"+turnName+"']()", false)
	i.inside = newInside(i.Engine)
	i.inside.turn, _ = i.Engine.Get(turnName).(*sobek.Object)
	i.findPrototypes()
	i.watchErrors()
	i.depth = newDepth(i.inside, i.Exert)
	i.jobs = newJobs(i.Engine)
	i.findJobs()
	i.ownRegexps(scripts.regexps)
	i.splitByUnits()
	i.writeFarYears()
	i.readDates()
	i.chargeBuiltins()
	i.keepDefined()
	i.describeBarely()
	i.mendBuiltins()
	i.genericArrays()
	i.keepIterators()
	i.watchChains()
	i.countRegistered()
	i.hideNames()
	return i
}

// turnName names the function that runs the body of a turn.
const turnName = " turn"

// Turn calls body with JavaScript on the stack below it, so that calls into
// the engine made by body do not run microtasks; those run when body has
// returned. What body throws by panicking, and what interrupts a microtask, is
// returned as an error.
func (i *Isolate) Turn(body func()) error {
	outer := i.body
	i.body = body
	_, err := i.Engine.RunProgram(i.turn)
	i.body = outer
	if i.stopped {
		return ErrStopped
	}
	return err
}

// mark is called before each statement of a script.
func (i *Isolate) mark(call sobek.FunctionCall) sobek.Value {
	if i.free {
		return nil
	}
	number := call.Arguments[0].ToInteger()
	i.world.At(i.owedNs, fileOf(number), lineOf(number))
	bytes := bytesOf(number)
	i.Allocate(bytes)
	i.look()
	i.depth.climbed = 0
	i.marks += 1 + bytes/bytesAMark + i.heavy
	i.Owe(i.costs.StatementNs)
	if i.shared {
		i.Settle()
	}
	return nil
}

// bytesAMark is how many bytes of new objects are as much work for who simulates
// as a statement. (Measured: an object of two properties takes as long as four.)
const bytesAMark = 16

// enter is called on entry to each function of a script.
func (i *Isolate) enter(call sobek.FunctionCall) sobek.Value {
	i.depth.check()
	if len(call.Arguments) > 1 {
		i.settleArrays(call.Arguments[1:])
	}
	return i.mark(call)
}

// enterAsync is called on entry to each async function of a script.
func (i *Isolate) enterAsync(call sobek.FunctionCall) sobek.Value {
	i.enter(call)
	i.jobs.Called()
	return nil
}

// libraryMarks is as how many statements of a script what Node's own library does
// between two marks counts, as not each of its statements has one. (Measured.)
const libraryMarks = 3

// library is called on entry to each function, and at each turn of a loop, of
// Node's own library.
func (i *Isolate) library(call sobek.FunctionCall) sobek.Value {
	if i.free {
		return nil
	}
	i.depth.check()
	if len(call.Arguments) > 1 {
		i.settleArrays(call.Arguments[1:])
	}
	bytes := bytesOf(call.Arguments[0].ToInteger())
	i.Allocate(bytes)
	i.look()
	i.depth.climbed = 0
	i.marks += libraryMarks + bytes/bytesAMark
	i.Owe(i.costs.LibraryNs)
	return nil
}

// LongestString is how long a string of V8 can be, in UTF-16 code units.
// (String::kMaxLength)
const LongestString = 1<<29 - 24

// joined is called with what is added to something; it refuses to double a
// string that would then be too long, as V8 does.
func (i *Isolate) joined(call sobek.FunctionCall) sobek.Value {
	value := call.Arguments[0]
	switch text := value.(type) {
	case sobek.String:
		i.join(text)
		place := i.inside.operandPlace()
		if place == nil {
			return i.append(text)
		}
		if left := integerIn(*place); left != nil {
			i.writeInteger(left)
		}
		*place = i.writtenFloat(*place)
		return i.append(text)
	default:
		if right := integerIn(value); right != nil {
			i.add(i.inside.operand(), right)
		}
		if _, text := i.inside.operand().(sobek.String); text {
			return i.writtenFloat(value)
		}
	}
	return value
}

// add charges for an integer that is added to something.
func (i *Isolate) add(to sobek.Value, right *big.Int) {
	if left := integerIn(to); left != nil {
		i.combine(token.PLUS, left, right)
	} else if _, text := to.(sobek.String); text {
		i.writeInteger(right)
	}
}

// written is called with what becomes a part of a template's text.
func (i *Isolate) written(call sobek.FunctionCall) sobek.Value {
	value := call.Arguments[0]
	if text, ok := value.(sobek.String); ok {
		i.join(text)
		if text.Length() >= leastGrowing {
			i.copied(int64(text.Length()))
		}
	} else if n := integerIn(value); n != nil {
		i.writeInteger(n)
	}
	return i.writtenFloat(value)
}

// rangeError is a RangeError of the engine's own.
func (i *Isolate) rangeError(message string) *sobek.Object {
	object, err := i.Engine.New(i.depth.rangeError, i.Engine.ToValue(message))
	if err != nil {
		panic(err)
	}
	return object
}

// newError is an error whose words are V8's already.
func (i *Isolate) newError(class string, message regexp.Text) *sobek.Object {
	i.said = true
	defer func() { i.said = false }()
	object, err := i.Engine.New(i.classes[class], valueOfText(message))
	if err != nil {
		panic(err)
	}
	return object
}

// Allocate adds to what the code has allocated, and lets the world collect
// garbage if that is as much as it allowed.
func (i *Isolate) Allocate(bytes int64) {
	i.bytes += bytes
	if i.bytes >= i.allowed {
		i.world.Collect()
	}
	i.Strain(bytes)
}

// Strain adds to what the code may have taken of the memory of the computer that
// simulates it: it is told of the bytes that V8 would allocate, and of what is made
// here and not there, such as a text that V8 keeps as two parts.
func (i *Isolate) Strain(bytes int64) {
	if i.strain += bytes; i.strain >= i.bearing {
		i.world.Weigh(0)
	}
}

// Strained is how much has been strained since the last call of Bear. Statements
// count besides what they allocate: they call builtins that tell nothing.
func (i *Isolate) Strained() int64 { return i.strain }

// Bear lets the isolate strain the computer that simulates it so much before
// somebody looks at what it takes.
func (i *Isolate) Bear(bytes int64) { i.strain, i.bearing = 0, bytes }

// Allocated is how many bytes were allocated since the last call of Allow.
func (i *Isolate) Allocated() int64 { return i.bytes }

// Allow lets the isolate allocate so many bytes before the next collection.
func (i *Isolate) Allow(bytes int64) { i.bytes, i.allowed = 0, bytes }

// Uncounted runs code that costs nothing and is at no line: what the engine
// calls in an order that is not always the same.
func (i *Isolate) Uncounted(code func()) {
	outer := i.free
	i.free = true
	defer func() { i.free = outer }()
	code()
}

// Owe adds to what the code has cost, and pays if that makes a chunk, or if it was much
// work for whoever simulates.
func (i *Isolate) Owe(ns int64) {
	i.owedNs += ns
	if i.owedNs >= i.costs.ChunkNs || i.marks >= muchToil {
		i.Settle()
		i.Strain(0)
	}
}

// TakeMarks is how many statements and their like the code has come to since
// it was last asked.
func (i *Isolate) TakeMarks() int64 {
	marks := i.marks
	i.marks = 0
	i.strain += marks * bytesAMark
	return marks
}

// Exert adds what is no statement and as much work for who simulates as so many.
func (i *Isolate) Exert(statements int64) { i.marks += statements }

// Settle pays what the code has cost. It must be called before anything that
// somebody outside the isolate can see, and before its clock is read.
func (i *Isolate) Settle() {
	if i.stopped {
		i.Engine.Interrupt(ErrStopped)
		return
	}
	if i.owedNs == 0 {
		return
	}
	ns := i.owedNs
	i.owedNs = 0
	if !i.world.Spend(ns) {
		i.Stop()
	}
	if i.late != nil && i.late() {
		i.Engine.Interrupt(ErrLate)
	}
}

// Stop ends the isolate's code at its next statement. It cannot be caught.
func (i *Isolate) Stop() {
	i.stopped = true
	i.Engine.Interrupt(ErrStopped)
}

// Stopped reports whether the isolate has been stopped.
func (i *Isolate) Stopped() bool { return i.stopped }
