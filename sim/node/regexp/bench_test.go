package regexp

import (
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// benchmarks are patterns of every day over 100 KB of text, all matches of
// each, and patterns that explode. Besides the time they report the steps of
// one round and what a step takes.
var benchmarks = []struct {
	name, pattern, letters, text string
}{
	{"digits", `\d+`, "g", prose},
	{"words", `\w+`, "g", prose},
	{"literal", `lazy`, "g", prose},
	{"absent", `zebra`, "g", prose},
	{"ignore-case", `LAZY`, "gi", prose},
	{"alternatives", `fox|dog|cat|bird`, "g", prose},
	{"key-value", `(\w+)=(\d+)`, "g", prose},
	{"named", `(?<key>\w+)=(?<value>\d+);`, "g", prose},
	{"lazy", `<.*?>`, "g", prose},
	{"lines", `^.*$`, "gm", prose},
	{"spaces-at-end", `\s+$`, "g", prose},
	{"lookahead", `\w+(?==)`, "g", prose},
	{"lookbehind", `(?<==)\d+`, "g", prose},
	{"back-reference", `(\w)\1`, "g", prose},
	{"letters-of-unicode", `\p{Lu}\p{Ll}+`, "gu", prose},
	{"chinese", `[\u4e00-\u9fff]+`, "g", strings.Repeat("时间片用完了, the thread 让出 CPU。", 4000)},
	{"alternating-loop", `^(?:a|b)*c`, "", strings.Repeat("ab", 50_000)},
	{"capturing-loop", `^(a|b)*c`, "", strings.Repeat("ab", 50_000)},
	{"explode-plus", `^(a+)+$`, "", strings.Repeat("a", 20) + "b"},
	{"explode-choice", `^(a|a)*$`, "", strings.Repeat("a", 18) + "b"},
	{"explode-star", `^(\w+\s?)*$`, "", strings.Repeat("a", 20) + "!"},
	{"explode-quadratic", `x*y`, "", strings.Repeat("x", 3000)},
}

var prose = strings.Repeat("The quick brown fox jumps over the lazy dog, size=42; <b>Hello</b> World\n", 1370)

// sum adds up what a meter is told.
type sum struct{ steps, bytes int }

func (s *sum) Steps(done int) bool  { s.steps += done; return true }
func (s *sum) Stack(bytes int) bool { s.bytes = max(s.bytes, bytes); return true }

// matchAll finds all matches, or one without the flag g.
func matchAll(m *Matcher, p *Program, text Text, meter Meter) (matches int) {
	for at := 0; ; {
		captures, err := m.Match(p, text, at, meter)
		if captures == nil || err != nil {
			return matches
		}
		matches++
		if !p.flags.Global {
			return matches
		}
		if at = captures[1]; captures[0] == captures[1] {
			at++
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	var c Compiler
	for _, one := range benchmarks {
		p, err := c.Compile(FromString(one.pattern), one.letters)
		if err != nil {
			b.Fatal(err)
		}
		narrow := FromString(one.text)
		texts := map[string]Text{"bytes": narrow, "units": UTF16(narrow.Units())}
		for _, kind := range []string{"bytes", "units"} {
			if kind == "bytes" && narrow.wide != nil {
				continue
			}
			b.Run(fmt.Sprintf("%s/%s", one.name, kind), func(b *testing.B) {
				var m Matcher
				var work sum
				for b.Loop() {
					work = sum{}
					matchAll(&m, p, texts[kind], &work)
				}
				b.ReportMetric(float64(work.steps), "steps")
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(work.steps), "ns/step")
			})
		}
	}
}

// BenchmarkNode reports how long real Node takes for a step of these matches:
// what a step of a simulated match should cost. It needs -node.
func BenchmarkNode(b *testing.B) {
	if !*useNode {
		b.Skip("needs -node")
	}
	var c Compiler
	for _, one := range benchmarks {
		b.Run(one.name, func(b *testing.B) {
			p, err := c.Compile(FromString(one.pattern), one.letters)
			if err != nil {
				b.Fatal(err)
			}
			var m Matcher
			var work sum
			matches := matchAll(&m, p, FromString(one.text), &work)
			command := exec.Command("node", "testdata/time.js")
			command.Stdin = strings.NewReader(fmt.Sprintf(`{"pattern": %q, "flags": %q, "text": %s, "rounds": %d}`, one.pattern, one.letters, quoteUnits(FromString(one.text)), b.N))
			output, err := command.Output()
			if err != nil {
				b.Fatal(err)
			}
			ns, err := strconv.ParseFloat(strings.TrimSpace(string(output)), 64)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(ns, "node-ns/op")
			b.ReportMetric(ns/float64(work.steps), "node-ns/step")
			b.ReportMetric(float64(matches), "matches")
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	for _, one := range []struct{ pattern, letters string }{{`\d+`, ""}, {`(?<year>\d{4})-(?<month>\d\d)`, "i"}, {`\p{L}+`, "u"}, {`[\w--[a-f]]`, "v"}} {
		b.Run(one.pattern, func(b *testing.B) {
			var c Compiler
			for b.Loop() {
				if _, err := c.Compile(FromString(one.pattern), one.letters); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
