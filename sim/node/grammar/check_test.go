package grammar_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/node/grammar"
)

// TestFaults: what is wrong, and where. The conformance scripts errors/syntax* compare
// many more with Node.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		goal                  grammar.Goal
		text, marked, message string
	}{
		{grammar.Script, "var x = {a = 1};", "a = 1", "Invalid shorthand property initializer"},
		{grammar.Script, "f(a b)", "a", "missing ) after argument list"},
		{grammar.Script, "[a, ...b, c] = 1", "...b", "Rest element must be last element"},
		{grammar.Script, "({a: 1}) => 1", "1", "Invalid destructuring assignment target"},
		{grammar.Script, "let a; { var a }", "a", "Identifier 'a' has already been declared"},
		{grammar.Script, "function f() { 'use strict'; return '\\08' }", "", "Octal escape sequences are not allowed in strict mode."},
		{grammar.Script, "class A { m() { this.#x } }", ".", "Private field '#x' must be declared in an enclosing class"},
		{grammar.Script, "return 1", "return", "Illegal return statement"},
		{grammar.Function, "return 1; let require", "require"[:1], "Identifier 'require' has already been declared"},
		{grammar.Function, "await x", "await", "await is only valid in async functions and the top level bodies of modules"},
		{grammar.Module, "export {x as y}", "x as y", "Export 'x' is not defined in module"},
		{grammar.Module, "with (a) {}", "with", "Strict mode code may not include a with statement"},
	} {
		fault := grammar.Check(grammar.Source{Text: c.text, Goal: c.goal, Parameters: []string{"require"}})
		require.NotNil(t, fault, c.text)
		require.Equal(t, c.message, fault.Message, c.text)
		require.Equal(t, c.marked, c.text[fault.Start:fault.End], c.text)
	}
}

// TestEverySourceOfTheLibraryIsRight: what is known to be JavaScript is found to be.
func TestEverySourceOfTheLibraryIsRight(t *testing.T) {
	err := filepath.WalkDir("../lib", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".js") {
			return err
		}
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Nil(t, grammar.Check(grammar.Source{Text: string(text), Goal: grammar.Function}), path)
		return nil
	})
	require.NoError(t, err)
}

// FuzzCheck: whatever is asked about, the answer comes, and what it marks is a part of it.
func FuzzCheck(f *testing.F) {
	for _, text := range []string{
		"var {a = 1, ...b} = c", "async function* f(a, [b] = 1) { for await (const x of y) yield* x }", "`${a}${`${b}`}`",
		"class A extends B { static #x = 1; get y() { return super.y } static { await: 1 } }", "import a, {b as c} from 'd'; export * as e from 'f'",
		"/[/]\\//gu.test(x) ? 0x1_0n : '\\u{10ffff}'", "label: for (let i, j of k) break label", "new.target?.a?.[b]``", "<!-- a\n--> b", "\u0061wait\xff",
	} {
		for goal := grammar.Script; goal <= grammar.Eval; goal++ {
			f.Add(text, uint8(goal), true)
		}
	}
	f.Fuzz(func(t *testing.T, text string, goal uint8, strict bool) {
		fault := grammar.Check(grammar.Source{
			Text: text, Goal: grammar.Goal(goal % 4), Parameters: []string{"require"}, Around: grammar.Around{Strict: strict, Fields: !strict},
		})
		if fault == nil {
			return
		}
		require.NotEmpty(t, fault.Message)
		require.GreaterOrEqual(t, fault.Start, 0)
		require.GreaterOrEqual(t, fault.End, fault.Start)
		require.LessOrEqual(t, fault.Start, len(text))
	})
}
