package js

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTooNested: what is nested so deeply that parsing it would take all the
// memory is refused, and long programs are not.
func TestTooNested(t *testing.T) {
	times := strings.Repeat
	for name, source := range map[string]string{
		"parentheses":  times("(", 30_000) + "1" + times(")", 30_000),
		"arrays":       times("[", 30_000),
		"templates":    times("`${", 30_000) + "1" + times("}`", 30_000),
		"blocks":       times("{", 30_000) + times("}", 30_000),
		"functions":    times("()=>{", 30_000),
		"arrows":       times("()=>", 30_000) + "1",
		"sum":          times("1+", 30_000) + "1",
		"strings":      times("'a' +\n", 30_000) + "1",
		"not":          times("!", 30_000) + "1",
		"typeof":       times("typeof ", 30_000) + "1",
		"choices":      times("a?", 30_000) + "1" + times(":1", 30_000),
		"assignments":  times("a=", 30_000) + "1",
		"properties":   "a" + times(".a", 30_000),
		"calls":        "a" + times("()", 30_000),
		"alternatives": times("if(0);else ", 30_000) + ";",
		"heritages":    times("class A extends ", 30_000) + "B" + times("{}", 30_000),
	} {
		_, err := NewCache().CompileScript("deep", "deep", source)
		require.Error(t, err, name)
	}
	// Whether a source is a module is asked before it is compiled, of a parser of our own.
	for _, bracket := range []string{"(", "[", "{", "`${", "!", "a=>", "class A extends "} {
		require.False(t, IsModule(times(bracket, 2_000_000)), bracket)
	}
	for name, source := range map[string]string{
		"statements":    times("x = x + 1;\n", 21_000),
		"no semicolons": times("x = x + 1\n", 21_000),
		"calls":         times("f(1)\n", 21_000),
		"ifs":           times("if (a) { b() } else { c() }\n", 21_000),
		"elements":      "x = [" + times("-1, a.b,", 21_000) + "]",
		"properties":    "x = {" + times("a: { b: 1 + 1 },\n", 21_000) + "}",
	} {
		require.Nil(t, tooNested("long", source), name)
	}
}

// TestDeepest: what is not refused has room on the stack, also as wasm.
func TestDeepest(t *testing.T) {
	times := strings.Repeat
	for name, source := range map[string]string{
		"parentheses":  times("(", mostNested-1) + "1" + times(")", mostNested-1),
		"arrays":       times("[", mostNested-1) + times("]", mostNested-1),
		"objects":      "x=" + times("{a:", mostNested-1) + "1" + times("}", mostNested-1),
		"blocks":       times("{", mostNested-1) + times("}", mostNested-1),
		"functions":    times("()=>{", mostNested-2) + times("}", mostNested-2),
		"classes":      times("class a{b=", 200) + "1" + times("}", 200),
		"templates":    times("`${", mostNested-1) + "1" + times("}`", mostNested-1),
		"sum":          times("1+", mostOperators-2) + "1",
		"not":          times("!", mostOperators-2) + "1",
		"assignments":  times("a=", mostOperators-2) + "1",
		"choices":      times("a?b:", mostOperators/2-2) + "1",
		"properties":   "a" + times(".a", mostOperators-2),
		"alternatives": times("if(0);else ", mostOperators/3-2) + ";",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := NewCache().CompileScript("deep", "deep", source)
			require.NoError(t, err)
		})
	}
}
