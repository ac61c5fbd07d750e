package shell

import (
	"timeslice/sim"
	"timeslice/sim/shell/dash"
)

// statement runs a command. last says that the process has nothing to do after it,
// so that a program need not be forked for.
func (sh *shell) statement(command dash.Node, last bool) {
	if command == nil || sh.options.noexec {
		return
	}
	decides := false // whether a failure may end the shell (dash: evaltree, checkexit)
	switch c := command.(type) {
	case *dash.Simple:
		sh.line = c.Line
		sh.simple(c, last)
		decides = true
	case *dash.Sequence:
		for i, one := range c.Commands {
			if sh.statement(one, last && i == len(c.Commands)-1); sh.jump.kind != onward {
				return
			}
		}
	case *dash.Background:
		sh.startBackground(c.Command)
	case *dash.Not:
		sh.tested++
		sh.statement(c.Command, false)
		sh.tested--
		if sh.jump.kind == onward {
			sh.status = oneIf(sh.status == 0)
		}
	case *dash.Either:
		sh.tested++
		sh.statement(c.First, false)
		sh.tested--
		if sh.jump.kind == onward && (sh.status == 0) == c.And {
			sh.statement(c.Then, last)
		}
	case *dash.Redirected:
		sh.line = c.Line
		saved, ok := sh.redirect(c.Redirects)
		if ok {
			sh.statement(c.Command, last && len(saved) == 0)
		} else {
			sh.status = 2
		}
		sh.restore(saved)
		decides = true
	case *dash.Subshell:
		sh.line = c.Line
		if last && len(sh.traps) == 0 {
			sh.statement(c.Command, true)
		} else {
			sh.status = sh.await(sh.fork(func(sub *shell) { sub.statement(c.Command, true) }))
		}
		decides = true
	case *dash.Pipeline:
		sh.pipeline(c)
		decides = true
	default:
		sh.compound(command, last)
	}
	if decides && sh.failedForGood() {
		sh.jump = jump{kind: exits}
	}
	sh.takeTraps()
}

// failedForGood reports whether set -e ends the shell now.
func (sh *shell) failedForGood() bool {
	return sh.options.errexit && sh.status != 0 && sh.tested == 0 && sh.jump.kind == onward
}

// startBackground runs a command beside the shell. It reads nothing, and the keys
// that end programs do not reach it. (dash: forkchild with FORK_BG)
func (sh *shell) startBackground(command dash.Node) {
	sh.background = sh.fork(func(sub *shell) {
		sub.Do(&sim.Handle{Signal: sim.SIGINT, Disposition: sim.Ignore})
		sub.Do(&sim.Handle{Signal: sim.SIGQUIT, Disposition: sim.Ignore})
		if null, errno := sub.open("/dev/null", Opening{Read: true}); errno == 0 {
			sub.move(null, 0)
		}
		sub.statement(command, true)
	})
	sh.addJob(sh.background)
	sh.status = 0
}

// condition runs a list whose status is asked for.
func (sh *shell) condition(list dash.Node) bool {
	sh.tested++
	sh.statement(list, false)
	sh.tested--
	return sh.status == 0
}

func (sh *shell) compound(command dash.Node, last bool) {
	switch c := command.(type) {
	case *dash.If:
		sh.branch(c, last)
	case *dash.While:
		sh.loops++
		status := 0
		for sh.condition(c.Condition) != c.Until && sh.jump.kind == onward {
			sh.statement(c.Body, false)
			status = sh.status
			if !sh.nextRound() {
				break
			}
		}
		sh.loops--
		if sh.jump.kind == onward {
			sh.status = status
		}
		sh.landed()
	case *dash.For:
		sh.each(c)
	case *dash.Case:
		sh.choose(c, last)
	case *dash.Function:
		sh.functions[c.Name] = c.Body
		sh.status = 0
	}
}

// pipeline starts all its commands, each in a process, and waits for them. Its
// status is the last one's.
func (sh *shell) pipeline(c *dash.Pipeline) {
	var pids []int64
	before := -1
	for i, s := range c.Commands {
		from, next, to := before, -1, -1
		if i < len(c.Commands)-1 {
			if errno := sh.do(&sim.MakePipe{}); errno != 0 {
				sh.fatal("Pipe call failed")
				return
			}
			next, to = int(sh.Thread.Result), int(sh.Thread.Second)
		}
		pids = append(pids, sh.fork(func(sub *shell) {
			if next >= 0 {
				sub.close(next)
			}
			if from >= 0 {
				sub.move(from, 0)
			}
			if to >= 0 {
				sub.move(to, 1)
			}
			sub.tested = 0
			sub.statement(s, true)
		}))
		if from >= 0 {
			sh.close(from)
		}
		if to >= 0 {
			sh.close(to)
		}
		before = next
	}
	for _, pid := range pids {
		sh.status = sh.await(pid)
	}
}

// move lets a descriptor have another number.
func (sh *shell) move(from, to int) {
	if from == to {
		return
	}
	sh.Do(&sim.Duplicate{From: from, To: to})
	sh.close(from)
}

func (sh *shell) branch(c *dash.If, last bool) {
	succeeds := sh.condition(c.Condition)
	switch {
	case sh.jump.kind != onward:
	case succeeds:
		sh.statement(c.Then, last)
	case c.Else != nil:
		sh.statement(c.Else, last)
	default:
		sh.status = 0
	}
}

// nextRound reports whether a loop goes on after its body, and takes the jumps that
// are meant for it.
func (sh *shell) nextRound() bool {
	j := &sh.jump
	switch {
	case j.kind == onward:
		return true
	case j.kind == continues && j.loops == 1:
		*j = jump{}
		return true
	case j.kind == breaks || j.kind == continues:
		j.loops--
	}
	return false
}

// landed ends a jump out of a loop that was the last to be left.
func (sh *shell) landed() {
	if sh.jump.kind == breaks && sh.jump.loops == 0 {
		sh.jump = jump{}
	}
}

func (sh *shell) each(c *dash.For) {
	sh.line = c.Line
	words, ok := sh.fields(c.Words)
	if !ok {
		return
	}
	sh.status = 0
	sh.loops++
	for _, word := range words {
		if !sh.setVariable(c.Name, word) {
			sh.status = 2
			sh.jump = jump{kind: exits}
			break
		}
		sh.statement(c.Body, false)
		if !sh.nextRound() {
			break
		}
	}
	sh.loops--
	sh.landed()
}

func (sh *shell) choose(c *dash.Case, last bool) {
	sh.line = c.Line
	word, ok := sh.word(c.Word)
	if !ok {
		return
	}
	sh.status = 0
	expander := sh.expander()
	for _, choice := range c.Choices {
		for _, pattern := range choice.Patterns {
			matches, err := expander.Matches(word, pattern)
			if err != nil {
				sh.expansionFailed(err)
				return
			}
			if matches {
				sh.statement(choice.Body, last)
				return
			}
		}
	}
}

// call runs a function.
func (sh *shell) callFunction(body dash.Node, arguments []string) {
	parameters, loops := sh.parameters, sh.loops
	sh.parameters, sh.loops = arguments, 0
	sh.scope = &scope{outer: sh.scope}
	sh.calls++
	if sh.calls > mostCalls {
		sh.fatal("timeslice: functions call each other more than %d deep", mostCalls)
	} else {
		sh.statement(body, false)
	}
	sh.calls--
	sh.leaveScope()
	sh.parameters, sh.loops = parameters, loops
	if sh.jump.kind == returns {
		sh.jump = jump{}
	}
}

// mostCalls is how deep functions may call each other. (dash has no such bound; it
// runs out of stack.)
const mostCalls = 1000
