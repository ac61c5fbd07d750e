package node_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var moduleNames = regexp.MustCompile(`(?:require\(|from\s+|import\s+|import\()['"](?:node:)?([a-z_][a-z_0-9/]*)['"]`)

// subjects are the modules of Node that a script uses.
func (s *conformanceScript) subjects() []string {
	var found []string
	for _, data := range s.files {
		for _, match := range moduleNames.FindAllStringSubmatch(string(data), -1) {
			if !slices.Contains(found, match[1]) && !s.brings(match[1]) {
				found = append(found, match[1])
			}
		}
	}
	if len(found) == 0 {
		return []string{"language and globals"}
	}
	return found
}

// brings reports whether a script has a package of that name of its own.
func (s *conformanceScript) brings(name string) bool {
	name, _, _ = strings.Cut(name, "/")
	for file := range s.files {
		if strings.Contains(file, "/node_modules/"+name+"/") {
			return true
		}
	}
	return false
}

// TestConformancePage: docs/conformance.md tells what the suite holds.
func TestConformancePage(t *testing.T) {
	const file = "../../docs/conformance.md"
	page := conformancePage(readScripts(t))
	if *refresh {
		require.NoError(t, os.WriteFile(file, []byte(page), 0o644))
	}
	stored, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, page, string(stored), "make it anew: go test ./sim/node -run ConformancePage -refresh")
}

func conformancePage(scripts []conformanceScript) string {
	counts := map[string]map[string]int{}
	var subjects []string
	totals := map[string]int{}
	for _, s := range scripts {
		totals[s.level]++
		for _, subject := range s.subjects() {
			if counts[subject] == nil {
				counts[subject] = map[string]int{}
				subjects = append(subjects, subject)
			}
			counts[subject][s.level]++
		}
	}
	sort.Strings(subjects)
	var b strings.Builder
	b.WriteString("# What is compared with Node\n\n")
	fmt.Fprintf(&b, "%d scripts under `sim/node/testdata/conformance` were run by Node %s, and what it printed and its exit code are stored beside them. The simulator must print the same and end the same: `go test ./sim/node -run Conformance`. With `-node` they are compared with the Node on the PATH, and `-refresh` stores anew what that prints. Where a true race allows several orders, all of them are stored.\n\n", len(scripts), "v20.20.2")
	b.WriteString("All of them agree. Each column counts the scripts of a level that use a module; a script may use several.\n\n")
	b.WriteString("| | " + strings.Join(levels, " | ") + " |\n|---|" + strings.Repeat("---:|", len(levels)) + "\n")
	row := func(name string, of map[string]int) {
		b.WriteString("| " + name)
		for _, level := range levels {
			cell := ""
			if of[level] > 0 {
				cell = fmt.Sprint(of[level])
			}
			b.WriteString(" | " + cell)
		}
		b.WriteString(" |\n")
	}
	for _, subject := range subjects {
		name := subject
		if !strings.Contains(name, " ") {
			name = "`" + name + "`"
		}
		row(name, counts[subject])
	}
	row("all scripts", totals)
	return b.String()
}
