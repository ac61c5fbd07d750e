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
