package main

import (
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// house is the import table of docs/architecture.md as this test reads it: a
// package may import, of this module, only what its row names. Packages below
// a row's package (other than rows of their own) belong to the row.
type house map[string][]string

var (
	tableRow = regexp.MustCompile("^\\| `([a-z/]+)`(?: \\(root\\))? \\| [^|]+ \\| ([^|]+) \\|$")
	quoted   = regexp.MustCompile("`([a-z/]+)`")
)

// readHouse reads the table, so that the page and the rule cannot differ.
func readHouse(t *testing.T) house {
	page, err := os.ReadFile("docs/architecture.md")
	require.NoError(t, err)
	rows := house{}
	for line := range strings.Lines(string(page)) {
		cells := tableRow.FindStringSubmatch(strings.TrimSpace(line))
		if cells == nil {
			continue
		}
		var may []string
		for _, name := range quoted.FindAllStringSubmatch(cells[2], -1) {
			may = append(may, name[1])
		}
		if strings.TrimSpace(cells[2]) == "all" {
			may = []string{"all"}
		}
		rows[cells[1]] = may
	}
	require.NotEmpty(t, rows, "docs/architecture.md has no import table")
	return rows
}

// rowOf is the row a package belongs to: its own, or the nearest above it.
func (h house) rowOf(pkg string) string {
	for name := pkg; name != "."; name = filepath.ToSlash(filepath.Dir(name)) {
		if _, known := h[name]; known {
			return name
		}
	}
	return ""
}

// TestImportsFollowTheTable: every import of a package of this module is
// allowed by the table in docs/architecture.md.
func TestImportsFollowTheTable(t *testing.T) {
	rows := readHouse(t)
	for _, pkg := range packages(t) {
		row := rows.rowOf(pkg)
		if pkg == "." {
			row = "main"
		}
		require.NotEmpty(t, row, "package %s is not in the table of docs/architecture.md", pkg)
		for _, imported := range importsOf(t, pkg) {
			if imported == "timeslice" || !strings.HasPrefix(imported, "timeslice/") {
				continue
			}
			target := rows.rowOf(strings.TrimPrefix(imported, "timeslice/"))
			allowed := target == row || contains(rows[row], target) || contains(rows[row], "all")
			require.True(t, allowed, "package %s imports %s: the table allows %s only %v", pkg, imported, row, rows[row])
		}
	}
}

// TestTheCoreKnowsNoChance: below the screen there is no real clock, no global
// chance, no operating system and no goroutine.
func TestTheCoreKnowsNoChance(t *testing.T) {
	forbidden := []string{"time", "math/rand", "math/rand/v2", "os", "os/exec", "net", "crypto/rand", "syscall", "runtime"}
	for _, pkg := range packages(t) {
		if pkg != "scheduler" && pkg != "sim" && pkg != "sim/trace" && pkg != "sim/scenario" {
			continue
		}
		for _, imported := range importsOf(t, pkg) {
			require.NotContains(t, forbidden, imported, "package %s", pkg)
		}
		for file, source := range sources(t, pkg) {
			require.NotRegexp(t, `(?m)^\s*go (func|[a-zA-Z_.]+\()`, source, "%s starts a goroutine", file)
			require.NotRegexp(t, `\bfloat(32|64)\b`, source, "%s uses floating point, which may differ between processors", file)
		}
	}
}

// TestOnlyPaintingKnowsTheGPU: scenes, views and pictures without a window are
// made where there is no display, so they must not know Ebitengine.
func TestOnlyPaintingKnowsTheGPU(t *testing.T) {
	for _, pkg := range packages(t) {
		if pkg == "render/paint" || pkg == "render/app" {
			continue
		}
		for _, imported := range importsOf(t, pkg) {
			require.NotContains(t, imported, "hajimehoshi/ebiten", "package %s", pkg)
		}
	}
}

// packages lists the folders of this module that hold Go files, the root as ".".
func packages(t *testing.T) []string {
	var found []string
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if name := entry.Name(); path != "." && (strings.HasPrefix(name, ".") || name == "testdata") {
			return filepath.SkipDir
		}
		if files, _ := filepath.Glob(filepath.Join(path, "*.go")); len(files) > 0 {
			found = append(found, filepath.ToSlash(path))
		}
		return nil
	})
	require.NoError(t, err)
	return found
}

// importsOf lists what a package's files import, tests left out.
func importsOf(t *testing.T, pkg string) []string {
	p, err := build.Default.ImportDir(pkg, 0)
	if _, none := err.(*build.NoGoError); none {
		return nil
	}
	require.NoError(t, err)
	return p.Imports
}

func sources(t *testing.T, pkg string) map[string]string {
	files, err := filepath.Glob(filepath.Join(pkg, "*.go"))
	require.NoError(t, err)
	found := map[string]string{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		found[file] = string(source)
	}
	return found
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}
