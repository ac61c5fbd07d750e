package lesson

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

// Expression is a question to a run, written in the language of expr-lang. It
// sees the members of [Record] for the lesson's own run, and those of its
// variants after their names and a dot.
type Expression struct {
	Text     string
	File     string // lesson.yaml, for messages
	variants []Variant
	program  *vm.Program // nil before it is needed
}

// Runs are the records of a lesson's program: the lesson's own under "", the
// variants' under their names.
type Runs map[string]*Record

// environment is what an expression sees.
func (r Runs) environment() map[string]any {
	all := r[""].members()
	for name, record := range r {
		if name != "" {
			all[name] = record.members()
		}
	}
	return all
}

// members are the names in expressions of what a record has.
func (r *Record) members() map[string]any {
	return map[string]any{
		"processes": r.Processes, "threads": r.Threads, "cores": r.Cores, "output": r.Output, "jobs": r.Jobs,
		"callbacks": r.Callbacks, "gc": r.GC, "turns": r.Turns, "end": r.End, "ended": r.Ended,
		"thread": r.Thread, "process": r.Process, "line": r.Line, "running": r.Running, "state": r.State, "atOnce": AtOnce,
	}
}

// compile reads an expression; the runs need not have happened. Nobody waits for that
// before a lesson is shown.
func (e *Expression) compile() error {
	if e.program != nil {
		return nil
	}
	blank := Runs{"": {}}
	for _, v := range e.variants {
		blank[v.Name] = &Record{}
	}
	program, err := expr.Compile(e.Text, expr.Env(blank.environment()))
	if err != nil {
		return err
	}
	e.program = program
	return nil
}

func (e *Expression) run(r Runs) (any, error) {
	if err := e.compile(); err != nil {
		return nil, err
	}
	return expr.Run(e.program, r.environment())
}

// Number is the expression's value, which must be a number.
func (e *Expression) Number(r Runs) (float64, error) {
	value, err := e.run(r)
	if err != nil {
		return 0, err
	}
	switch v := value.(type) {
	case int:
		return float64(v), nil
	case float64:
		return v, nil
	}
	return 0, fmt.Errorf("%s is %v and no number", e.Text, value)
}

// Truth is the expression's value, which must be true or false.
func (e *Expression) Truth(r Runs) (bool, error) {
	value, err := e.run(r)
	if err != nil {
		return false, err
	}
	truth, is := value.(bool)
	if !is {
		return false, fmt.Errorf("%s is %v and neither true nor false", e.Text, value)
	}
	return truth, nil
}

// The reader of the expression language speaks of several lines; this is the first.
func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// FormatNumber writes a number as a learner would.
func FormatNumber(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
