package shell

import (
	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/pattern"
	"mvdan.cc/sh/v3/syntax"

	"regexp"

	"timeslice/sim"
)

// statement runs a command. last says that the process has nothing to do after it,
// so that a program need not be forked for.
func (sh *shell) statement(s *syntax.Stmt, last bool) {
	sh.line = s.Pos().Line()
	if sh.options.noexec {
		return
	}
	if s.Background {
		sh.startBackground(s)
		return
	}
	if s.Negated {
		sh.tested++
	}
	sh.command(s, last && !s.Negated)
	if s.Negated {
		sh.tested--
		if sh.jump.kind == onward {
			sh.status = oneIf(sh.status == 0)
		}
	} else if _, list := s.Cmd.(*syntax.BinaryCmd); sh.failedForGood() && (!list || isPipe(s.Cmd)) {
		sh.jump = jump{kind: exits}
	}
	sh.takeTraps()
}

// failedForGood reports whether set -e ends the shell now.
func (sh *shell) failedForGood() bool {
	return sh.options.errexit && sh.status != 0 && sh.tested == 0 && sh.jump.kind == onward
}

func isPipe(c syntax.Command) bool {
	b, ok := c.(*syntax.BinaryCmd)
	return ok && b.Op == syntax.Pipe
}

// startBackground runs a command beside the shell. It reads nothing, and the keys
// that end programs do not reach it. (dash: forkchild with FORK_BG)
func (sh *shell) startBackground(s *syntax.Stmt) {
	foreground := *s
	foreground.Background = false
	sh.background = sh.fork(func(sub *shell) {
		sub.Do(&sim.Handle{Signal: sim.SIGINT, Disposition: sim.Ignore})
		sub.Do(&sim.Handle{Signal: sim.SIGQUIT, Disposition: sim.Ignore})
		if null, errno := sub.open("/dev/null", Opening{Read: true}); errno == 0 {
			sub.move(null, 0)
		}
		sub.statement(&foreground, true)
	})
	sh.addJob(sh.background)
	sh.status = 0
}

// statements runs a list.
func (sh *shell) statements(list []*syntax.Stmt, last bool) {
	for i, s := range list {
		sh.statement(s, last && i == len(list)-1)
		if sh.jump.kind != onward {
			return
		}
	}
}

// condition runs a list whose status is asked for.
func (sh *shell) condition(list []*syntax.Stmt) bool {
	sh.tested++
	sh.statements(list, false)
	sh.tested--
	return sh.status == 0
}

// command runs what a statement says, with its redirections.
func (sh *shell) command(s *syntax.Stmt, last bool) {
	if simple, ok := s.Cmd.(*syntax.CallExpr); ok {
		sh.simple(simple, s.Redirs, last)
		return
	}
	if s.Cmd == nil {
		sh.simple(&syntax.CallExpr{}, s.Redirs, last)
		return
	}
	saved, ok := sh.redirect(s.Redirs)
	if !ok {
		sh.restore(saved)
		sh.status = 2
		return
	}
	sh.compound(s.Cmd, last && len(saved) == 0)
	sh.restore(saved)
}

func (sh *shell) compound(command syntax.Command, last bool) {
	switch c := command.(type) {
	case *syntax.Block:
		sh.statements(c.Stmts, last)
	case *syntax.Subshell:
		if last {
			sh.statements(c.Stmts, true)
			return
		}
		sh.status = sh.await(sh.fork(func(sub *shell) { sub.statements(c.Stmts, true) }))
	case *syntax.BinaryCmd:
		sh.binary(c, last)
	case *syntax.IfClause:
		sh.branch(c, last)
	case *syntax.WhileClause:
		sh.loops++
		status := 0
		for sh.condition(c.Cond) != c.Until && sh.jump.kind == onward {
			sh.statements(c.Do, false)
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
	case *syntax.ForClause:
		sh.each(c)
	case *syntax.CaseClause:
		sh.choose(c, last)
	case *syntax.FuncDecl:
		sh.functions[c.Name.Value] = c.Body
		sh.status = 0
	default:
		sh.fatal("timeslice: the simulated shell has no such command as the one here; use those of POSIX")
	}
}

// binary runs a pipeline or two commands of which the first decides.
func (sh *shell) binary(c *syntax.BinaryCmd, last bool) {
	if c.Op == syntax.Pipe {
		sh.pipeline(c)
		return
	}
	sh.tested++
	sh.statement(c.X, false)
	sh.tested--
	if sh.jump.kind == onward && (sh.status == 0) == (c.Op == syntax.AndStmt) {
		sh.statement(c.Y, last)
	}
}

// pipeline starts all its commands, each in a process, and waits for them. Its
// status is the last one's.
func (sh *shell) pipeline(c *syntax.BinaryCmd) {
	var commands []*syntax.Stmt
	var gather func(s *syntax.Stmt)
	gather = func(s *syntax.Stmt) {
		if b, ok := s.Cmd.(*syntax.BinaryCmd); ok && b.Op == syntax.Pipe && len(s.Redirs) == 0 && !s.Negated {
			gather(b.X)
			gather(b.Y)
			return
		}
		commands = append(commands, s)
	}
	gather(c.X)
	gather(c.Y)
	var pids []int64
	before := -1
	for i, s := range commands {
		from, next, to := before, -1, -1
		if i < len(commands)-1 {
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

func (sh *shell) branch(c *syntax.IfClause, last bool) {
	for ; c != nil; c = c.Else {
		// An else has no condition.
		if len(c.Cond) > 0 && !sh.condition(c.Cond) {
			if sh.jump.kind != onward {
				return
			}
			continue
		}
		if sh.jump.kind == onward {
			sh.statements(c.Then, last)
		}
		return
	}
	sh.status = 0
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

func (sh *shell) each(c *syntax.ForClause) {
	loop, ok := c.Loop.(*syntax.WordIter)
	if !ok {
		sh.fatal("Syntax error: Bad for loop variable")
		return
	}
	words := sh.parameters
	if loop.InPos.IsValid() {
		if words, ok = sh.fields(loop.Items); !ok {
			return
		}
	}
	sh.status = 0
	sh.loops++
	for _, word := range words {
		if !sh.setVariable(loop.Name.Value, word) {
			sh.status = 2
			sh.jump = jump{kind: exits}
			break
		}
		sh.statements(c.Do, false)
		if !sh.nextRound() {
			break
		}
	}
	sh.loops--
	sh.landed()
}

func (sh *shell) choose(c *syntax.CaseClause, last bool) {
	word, ok := sh.word(c.Word)
	if !ok {
		return
	}
	sh.status = 0
	for _, item := range c.Items {
		for _, p := range item.Patterns {
			if sh.matches(word, p) {
				sh.statements(item.Stmts, last)
				return
			}
		}
	}
}

// matches reports whether a word is what a pattern describes.
func (sh *shell) matches(word string, p *syntax.Word) bool {
	text, err := expand.Pattern(sh.expander(), p)
	if err != nil {
		sh.expansionFailed(err)
		return false
	}
	expression, err := pattern.Regexp(text, pattern.EntireString)
	if err != nil {
		return text == word
	}
	matched, err := regexp.MatchString(expression, word)
	return err == nil && matched
}

// call runs a function.
func (sh *shell) callFunction(body *syntax.Stmt, arguments []string) {
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
