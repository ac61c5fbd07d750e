//go:build !js

package real

import "fmt"

// Problem is why there is no run, or none that can be trusted: a kind, which the
// app says in the user's language, and what else is known.
type Problem struct {
	Kind   ProblemKind
	Detail string
}

// ProblemKind is a kind of problem.
type ProblemKind string

// The kinds.
const (
	NoNode      ProblemKind = "no-node"       // there is none on the PATH
	OldNode     ProblemKind = "old-node"      // Detail: its version
	NoStart     ProblemKind = "no-start"      // the program cannot be started
	NoHelper    ProblemKind = "no-helper"     // the supervisor cannot be started
	HelperEnded ProblemKind = "helper-killed" // the supervisor was killed
	NotHere     ProblemKind = "not-here"      // Detail: operations that this system cannot carry out
	Unreadable  ProblemKind = "unreadable"    // what was recorded cannot be read
)

func (p *Problem) Error() string { return fmt.Sprintf("real run: %s: %s", p.Kind, p.Detail) }

func problem(kind ProblemKind, err error) error { return &Problem{kind, err.Error()} }
