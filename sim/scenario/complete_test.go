package scenario

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets"
	"timeslice/assets/words"
	"timeslice/scheduler"
	"timeslice/sim"
)

// A list is a program that the machine may copy, and that knows its bursts.
var (
	_ sim.Forker = (*program)(nil)
	_ sim.Oracle = (*program)(nil)
)

// TestEveryFaultHasAStory: each text about faults of scenarios is said in the
// stories, so that there is an example of it and somebody has read it.
func TestEveryFaultHasAStory(t *testing.T) {
	elsewhere := map[string]string{
		"scenario.too-big":   "TestFilesThatAreTooMuchAreRefused",
		"scenario.not-utf8":  "TestFilesThatAreTooMuchAreRefused",
		"scenario.long-line": "TestFilesThatAreTooMuchAreRefused",
		"scenario.too-deep":  "TestFilesThatAreTooMuchAreRefused",
		"scenario.tab":       "TestTabsAreTold",
	}
	const unreal = "TestWhatCannotBeRealIsTold"
	for _, what := range []string{"not-real.class", "not-real.everybody", "not-real.groups", "not-real.script",
		"real.attributes", "real.edits", "real.fork", "real.inherit", "real.policy", "real.user"} {
		elsewhere["scenario."+what] = unreal
	}
	source, err := fs.ReadFile(assets.Text(), "scenario.en.json")
	require.NoError(t, err)
	var texts map[string]string
	require.NoError(t, json.Unmarshal(source, &texts))
	told := ""
	files, err := filepath.Glob("testdata/stories/*")
	require.NoError(t, err)
	for _, file := range files {
		stories, err := os.ReadFile(file)
		require.NoError(t, err)
		told += string(stories)
	}
	for id, text := range texts {
		if _, known := elsewhere[id]; known {
			continue
		}
		pattern := regexp.MustCompile(`\\\{\\\{\\?\.\w+\\\}\\\}`).ReplaceAllString(regexp.QuoteMeta(text), `.*`)
		require.Regexp(t, pattern, told, "no story tells %s", id)
	}
}

func faultOf(t *testing.T, source string) string {
	_, err := Read("x.yaml", []byte(source))
	require.Error(t, err)
	return err.(Errors)[0].ID
}

// TestTabsAreTold: datadriven's stories cannot show one, and nor can an editor.
func TestTabsAreTold(t *testing.T) {
	for source, want := range map[string]string{
		"processes:\n\t- {name: A, run: [cpu 1ms]}\n": "x.yaml:2:1: YAML is indented with spaces, and here stands a tab",
		"machine:\n  cores: 1\n  \tpolicy: rr\n":      "x.yaml:3:3: YAML is indented with spaces, and here stands a tab",
	} {
		_, err := Read("x.yaml", []byte(source))
		require.ErrorContains(t, err, want)
	}
}

// TestByteOrderMark: editors on Windows put one before the text.
func TestByteOrderMark(t *testing.T) {
	s, err := Read("x.yaml", []byte("\ufeff# A title\r\nprocesses: [{name: A, run: [cpu 1ms]}]\r\n"))
	require.NoError(t, err)
	require.Equal(t, "A title", s.Title(words.English))
	require.Equal(t, "scenario.unknown-key", faultOf(t, "\ufeffmachin: {cores: 1}\n"))
}

// TestFilesThatAreTooMuchAreRefused: the bounds that keep a small file from
// taking long or much.
func TestFilesThatAreTooMuchAreRefused(t *testing.T) {
	const good = "processes: [{name: A, run: [cpu 1ms]}]\n"
	for name, story := range map[string]struct{ source, fault string }{
		"a large file":      {good + strings.Repeat("# comment\n", maximumBytes/10), "scenario.too-big"},
		"many nodes":        {"processes:\n" + strings.Repeat("- [1,1,1,1,1,1,1,1]\n", maximumNodes/8), "scenario.too-big"},
		"a long line":       {good + "# " + strings.Repeat("x", maximumLine), "scenario.long-line"},
		"not UTF-8":         {good + "# \xff", "scenario.not-utf8"},
		"deep brackets":     {"processes: " + strings.Repeat("[", 900), "scenario.too-deep"},
		"deep braces":       {"processes: " + strings.Repeat("{a: ", 200), "scenario.too-deep"},
		"deep dashes":       {"processes:\n" + strings.Repeat("- ", 400) + "a", "scenario.too-deep"},
		"aliases":           {"a: &a [1]\nb: [*a, *a]\n", "scenario.not-allowed"},
		"merged keys":       {"a: &a {b: 1}\nc: {<<: *a}\n", "scenario.not-allowed"},
		"a count too large": {"processes: [{name: A, count: 99999999999999999999, run: [cpu 1ms]}]", "scenario.bad-whole"},
	} {
		require.Equal(t, story.fault, faultOf(t, story.source), name)
	}
}

// TestEveryKnobOfTheSchedulerHasAKey: setting all keys changes every field of
// the configuration, so a new field cannot be forgotten.
func TestEveryKnobOfTheSchedulerHasAKey(t *testing.T) {
	r := &reader{faults: &faults{}, scenario: &Scenario{}}
	root := parseYAML([]byte(`
cores: 3
policy: rr
queues: per-core
seed: 77
quantum: 77ns
hz: 77
levels: [77ns]
boost: 77ns
keep-on-block: true
front-after-io: true
ageing: 77ns
ageing-step: 77
draws: [77]
base-slice: 77ns
latency: 77ns
granularity: 77ns
wakeup-granularity: 77ns
rt-slice: 77ns
rt-runtime: 77ns
rt-period: 77ns
balance: 77ns
balancing: false
idle-pull: false
cache-hot: 77ns
quota-slice: 77ns
`), r.faults)
	got := reflect.ValueOf(r.readMachine(root, Overrides{}).scheduler)
	require.NoError(t, r.err())
	before := reflect.ValueOf(scheduler.Defaults(policyNames()[0], 1))
	for i := range got.NumField() {
		name := got.Type().Field(i).Name
		require.NotEqual(t, before.Field(i).Interface(), got.Field(i).Interface(), "no key sets %s", name)
	}
}

// TestEveryCostHasAKey: in the section costs, in cache, or in the machine.
func TestEveryCostHasAKey(t *testing.T) {
	var m machineSpec
	r := &reader{faults: &faults{}, scenario: &Scenario{}}
	keys := 0
	set := func(fields []field) {
		for _, f := range fields {
			for _, text := range []string{"77", "77ns", "77KiB", "77%"} {
				if try := (&reader{faults: &faults{}, scenario: &Scenario{}}); try.err() == nil {
					f.read(&node{text: text})
				}
			}
			keys++
		}
	}
	set(r.costFields(&m.costs))
	set(r.cacheFields(&m.costs))
	for _, f := range r.machineFields(&m) {
		if f.name == "switch-cost" || f.name == "migration-cost" {
			set([]field{f})
		}
	}
	costs := reflect.ValueOf(m.costs)
	require.Equal(t, costs.NumField(), keys, "one key a cost")
	for i := range costs.NumField() {
		require.NotZero(t, costs.Field(i).Interface(), "no key sets %s", costs.Type().Field(i).Name)
	}
}

// TestEveryOperationCanBeWritten: each operation of package sim is built by some
// form of a scenario. Those that name descriptors by number are for programs
// that are not written as lists.
func TestEveryOperationCanBeWritten(t *testing.T) {
	forOthers := []string{
		"Close", "Duplicate", "SetCloseOnExec", "SetDescriptorLimit", "MakePipe", "MakeSocketPair", "Read", "Write",
		"OpenSocket", "Bind", "Unlink", "ListenOn", "AcceptFrom", "ConnectTo", "ShutDown", "TakeError",
		"SendTo", "ReceiveFrom", "SetBroadcast", "OpenPollSet", "Watch", "PollWait", "OpenEventCounter", "OpenDevice",
		"Launch", "ListProcesses", "Extend", "SetRoom",
	}
	built := ""
	for _, name := range goFiles(t, ".") {
		source, err := os.ReadFile(name)
		require.NoError(t, err)
		built += string(source)
	}
	operations := 0
	for _, name := range goFiles(t, "..") {
		for _, operation := range operationsIn(t, name) {
			operations++
			if !strings.Contains(built, "sim."+operation+"{") {
				require.Contains(t, forOthers, operation, "no scenario can say %s", operation)
			}
		}
	}
	require.Greater(t, operations, 40)
}

func goFiles(t *testing.T, folder string) []string {
	all, err := filepath.Glob(filepath.Join(folder, "*.go"))
	require.NoError(t, err)
	var files []string
	for _, name := range all {
		if !strings.HasSuffix(name, "_test.go") {
			files = append(files, name)
		}
	}
	return files
}

// operationsIn lists the exported types of a file that have the method Do.
func operationsIn(t *testing.T, name string) []string {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	require.NoError(t, err)
	var found []string
	for _, declaration := range file.Decls {
		method, isFunction := declaration.(*ast.FuncDecl)
		if !isFunction || method.Recv == nil || method.Name.Name != "Do" {
			continue
		}
		receiver := method.Recv.List[0].Type
		if pointer, isPointer := receiver.(*ast.StarExpr); isPointer {
			receiver = pointer.X
		}
		if of, named := receiver.(*ast.Ident); named && of.IsExported() {
			found = append(found, of.Name)
		}
	}
	return found
}

// TestExamplesOfOperationsAreRight: what a message shows as right can be read.
func TestExamplesOfOperationsAreRight(t *testing.T) {
	for _, f := range append(forms(), *repeatForm()) {
		source := `
machine: {disks: [DISK]}
locks: [LOCK]
conditions: [CONDITION]
semaphores: [SEMAPHORE]
futexes: [FUTEX]
pipes: [PIPE]
listeners: [LISTENER]
programs: {PROGRAM: [cpu 1ms]}
processes:
  - {name: NAME, run: [` + strings.ReplaceAll(f.example, "0,1", "0-1") + `]}
`
		s, err := Read("example.yaml", []byte(source))
		require.NoError(t, err, f.example)
		_, err = s.Machine(Overrides{Cores: new(int(2))})
		require.NoError(t, err, f.example)
	}
}

// TestManyCopiesShareTheirOperations: planning a hundred thousand threads takes
// no allocation for each of them.
func TestManyCopiesShareTheirOperations(t *testing.T) {
	s, err := Read("many.yaml", []byte(`
machine: {cores: 8, policy: rr}
processes: [{name: A, threads: [{name: T, count: 100000, run: [repeat 5, [cpu 1ms, sleep 1ms]]}]}]
`))
	require.NoError(t, err)
	allocations := testing.AllocsPerRun(1, func() {
		_, err := s.Machine(Overrides{})
		require.NoError(t, err)
	})
	require.Less(t, allocations, 250_000.0, "a name each, and little else")
}

// TestThePageNamesEverything: docs/scenarios.md has every key and every
// operation, and its YAML can be read.
func TestThePageNamesEverything(t *testing.T) {
	source, err := os.ReadFile("../../docs/scenarios.md")
	require.NoError(t, err)
	page := string(source)
	r := &reader{faults: &faults{}, scenario: &Scenario{}}
	var a attributes
	var m machineSpec
	for _, f := range slices.Concat(r.machineFields(&m), r.attributeFields(&a), r.objectFields(), r.limitFields(&m.limits)) {
		require.Contains(t, page, f.name, "no word of the key %s", f.name)
	}
	for _, f := range forms() {
		require.Regexp(t, "`"+f.name+"[` ]", page, "no word of the operation %s", f.name)
	}
	first := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindStringSubmatch(page)[1]
	_, err = Read("docs/scenarios.md", []byte(first))
	require.NoError(t, err)
}
