package regexp

// Meter is told what a match costs while it goes on, and may stop it. What it
// is told is the same on every platform, for texts held as bytes and as code
// units alike.
//
// A step is one instruction of the program, one entry taken from the stack, one
// character that a run eats or gives back, or eight units that are compared or
// searched in one go. That is roughly what takes V8's compiled code a fixed
// time: for long matches of random patterns Node 20 took 0.7 ns a step (nine of
// ten from 0.2 to 1.5), for those of bench_test.go 0.6 to 1.1 ns; and besides
// the steps 50 to 150 ns for each call of exec (BenchmarkNode).
type Meter interface {
	// Steps is told how many steps were done since it was last told: about
	// every [StepsPerCall], and at the end.
	Steps(done int) (goOn bool)

	// Stack is told how many bytes the backtracking stack takes whenever it
	// grows. It begins with 1 KiB in each match.
	Stack(bytes int) (goOn bool)
}

// StepsPerCall is about how many steps are done between two calls of a meter.
const StepsPerCall = 4096

// maxStack is the most slots of 4 bytes that the backtracking stack may have:
// V8's 64 MiB (RegExpStack::kMaximumStackSize), of which it was seen to leave
// these few. A loop that keeps two slots a turn fails at 8,388,576 turns.
const maxStack = 64<<20/4 - 63

// firstStack is V8's kStaticStackSize.
const firstStack = 1 << 10 / 4
