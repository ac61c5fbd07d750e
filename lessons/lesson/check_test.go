package lesson

import (
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/lessons"
	"timeslice/sim/compare"
	"timeslice/sim/node"
)

// TestLessonsHold proves every lesson that ships.
func TestLessonsHold(t *testing.T) {
	names := lessons.FolderNames(lessons.Folders())
	require.NotEmpty(t, names)
	library := node.NewLibrary()
	for _, name := range names {
		_, faults := Check(lessons.Folders(), name, library)
		for _, fault := range faults {
			t.Error(fault)
		}
	}
}

// TestNodePrintsTheSame: what is stored as Node's output is what the Node on
// this computer prints, if there is one, in an order that the model allows: on a
// computer that is busy with other things a timer of 100 ms comes before an immediate.
func TestNodePrintsTheSame(t *testing.T) {
	command, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node on PATH")
	}
	for _, name := range lessons.FolderNames(lessons.Folders()) {
		l, faults := Read(lessons.Folders(), name)
		require.Empty(t, faults)
		if strings.HasSuffix(l.Main, ".yaml") {
			continue
		}
		machine, err := l.Machine(l.Program, l.Knobs, node.NewLibrary())
		require.NoError(t, err)
		machine.Run()
		order := compare.ReadOrder(machine.Trace())
		require.Equal(t, compare.LinesOf(l.Expected), order.Texts(), name)
		run := exec.Command(command, l.Main)
		run.Dir = filepath.Join("..", name, "program")
		printed, _ := run.Output() // its exit code is the lesson's business
		broken, allowed := order.Allows(compare.LinesOf(string(printed)))
		require.True(t, allowed, "%s: line %d is not allowed:\n%s", name, broken+1, printed)
	}
}

// small is a lesson without faults, to break.
func small() fstest.MapFS {
	files := map[string]string{
		"lesson.yaml": "minutes: 1\nrun: main.js\nknobs: {cores: 1}\nvariants: {two: {cores: 2}}\nsteps:\n" +
			"  - id: one\n    look: [code, thread node]\n    at: line('a')\n    ask:\n" +
			"      - {id: n, number: len(output)}\n      - {id: c, choice: [two.end < 0, end > 0]}\n      - {id: o, order: [line('b'), line('a')]}\n" +
			"  - id: two\n    task: {change: main.js, until: len(output) == 3}\n",
		"lesson.en.md":     "# T\n\nS\n\n## One {#one}\n\nText.\n\n### N? {#n}\n\n> Two.\n\n### C? {#c}\n\n- x\n- y\n\n> Y.\n\n### O? {#o}\n\n- b\n- a\n\n> A, b.\n\n## Two {#two}\n\nDo.\n",
		"lesson.zh.md":     "# 题\n\n一句\n\n## 一 {#one}\n\n文字。\n\n### 几？ {#n}\n\n> 二。\n\n### 哪个？ {#c}\n\n- 甲\n- 乙\n\n> 乙。\n\n### 次序？ {#o}\n\n- b\n- a\n\n> 先 a。\n\n## 二 {#two}\n\n做。\n",
		"program/main.js":  "console.log('a');\nconsole.log('b');\n",
		"program.out":      "a\nb\n",
		"solution/main.js": "console.log('a');\nconsole.log('b');\nconsole.log('c');\n",
	}
	all := fstest.MapFS{}
	for name, text := range files {
		all["small/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

func TestFaultsAreFound(t *testing.T) {
	library := node.NewLibrary()
	_, faults := Check(small(), "small", library)
	require.Empty(t, faults, "it must be sound before it is broken")

	for name, broken := range map[string]struct{ file, before, after, says string }{
		"no plan":                {"lesson.yaml", "minutes", "", "small/lesson.yaml: there is no such file"},
		"unknown key":            {"lesson.yaml", "minutes", "hours", `small/lesson.yaml:1: this is not the plan of a lesson: unknown field "hours"`},
		"no language":            {"lesson.zh.md", "#", "", "small/lesson.zh.md: there is no such file"},
		"step missing":           {"lesson.zh.md", "{#two}", "{#three}", `small/lesson.zh.md:27: here should stand the heading "## … #two"`},
		"option missing":         {"lesson.en.md", "- x\n", "", `the question "c" has 1 options here and 2 in the plan`},
		"nothing explained":      {"lesson.en.md", "> Two.\n", "", `the question "n" has no explanation`},
		"picture":                {"lesson.en.md", "Text.", "![](x.png)", "small/lesson.en.md:7: here is something that lessons do not show"},
		"expression":             {"lesson.yaml", "len(output)}", "len(outputs)}", `"len(outputs)" cannot be computed: unknown name outputs`},
		"two right":              {"lesson.yaml", "two.end < 0", "two.end > 0", `question "c": 2 of the options hold, and one should`},
		"never":                  {"lesson.yaml", "[line('b')", "[line('z')", `question "o": "line('z')" does not happen`},
		"at once":                {"lesson.yaml", "[line('b')", "[line('a')", `question "o": "line('a')" is at the same instant as another`},
		"no number":              {"lesson.yaml", "number: len(output)", "number: ended", `question "n" has no answer: ended is completed and no number`},
		"place":                  {"lesson.yaml", "look: [code,", "look: [kode,", `"kode" is no place to look`},
		"nobody there":           {"lesson.yaml", "thread node", "thread nobody", `step "one": there is no thread nobody in the run`},
		"instant":                {"lesson.yaml", "at: line('a')", "at: line('z')", `step "one": "line('z')" is no instant of the run`},
		"after the end":          {"lesson.yaml", "at: line('a')", "at: end + 1", `step "one": "end + 1" is no instant of the run`},
		"not yet there":          {"lesson.yaml", "look: [code, thread node]\n    at: line('a')", "look: [thread node]\n    at: thread('node').start - 0.000001", `step "one":`},
		"notes in one language":  {"lesson.zh.md", "文字。", "文字。\n\n> 备注。", `small/lesson.en.md: the step "one" has notes`},
		"output":                 {"program.out", "b", "c", "small/program.out:2: from this line on, real Node printed something else"},
		"task done before":       {"lesson.yaml", "len(output) == 3", "len(output) > 1", `"len(output) > 1" holds before anything was changed`},
		"task not solved":        {"lesson.yaml", "len(output) == 3", "len(output) == 4", `"len(output) == 4" does not hold after the solution`},
		"solution the same":      {"solution/main.js", "console.log('c');\n", "", `the task changes "main.js", which must be`},
		"main missing":           {"lesson.yaml", "run: main.js", "run: other.js", `the file to run, "other.js", is not in the folder program`},
		"knob of the machine":    {"lesson.yaml", "cores: 1", "cores: 1, policy: best", "the program cannot be run"},
		"unknown variant":        {"lesson.yaml", "at: line('a')", "run: three", `there is no variant "three"`},
		"two ways of a question": {"lesson.yaml", "{id: n, number: len(output)}", "{id: n, number: 1, choice: [true]}", `the question "n" needs exactly one of`},
	} {
		t.Run(name, func(t *testing.T) {
			files := small()
			path := "small/" + broken.file
			source := string(files[path].Data)
			require.Contains(t, source, broken.before)
			if broken.after == "" && broken.before != "" && strings.HasPrefix(broken.says, path+": there is no such file") {
				delete(files, path)
			} else {
				files[path] = &fstest.MapFile{Data: []byte(strings.Replace(source, broken.before, broken.after, 1))}
			}
			_, faults := Check(files, "small", library)
			var said []string
			for _, f := range faults {
				said = append(said, f.Error())
				require.NotEqual(t, f.Error(), f.In(words.New(words.Chinese)))
			}
			require.Contains(t, strings.Join(said, "\n"), broken.says)
		})
	}
}

// TestAnswersAreJudged: an answer is accepted if it is the right one, or near
// enough.
func TestAnswersAreJudged(t *testing.T) {
	number := Question{Sort: Number, Tolerance: 0.5}
	require.True(t, number.Accepts(Answer{Number: 7}, Answer{Number: 7.5}))
	require.False(t, number.Accepts(Answer{Number: 7}, Answer{Number: 7.6}))
	order := Question{Sort: Order}
	require.True(t, order.Accepts(Answer{Options: []int{1, 0}}, Answer{Options: []int{1, 0}}))
	require.False(t, order.Accepts(Answer{Options: []int{1, 0}}, Answer{Options: []int{0, 1}}))
	require.False(t, order.Accepts(Answer{Options: []int{1, 0}}, Answer{Options: []int{1}}))
}

// TestAStepSpeaksOfTheRunThatItShows: its instant is one of that run.
func TestAStepSpeaksOfTheRunThatItShows(t *testing.T) {
	at := &Expression{Text: "end", variants: []Variant{{Name: "two"}}}
	own, other := &Record{End: 7}, &Record{End: 5}
	runs := Runs{"": own, "two": other}
	for variant, want := range map[string]float64{"": 7, "two": 5} {
		when, err := (&Step{At: at, Variant: variant}).When(runs)
		require.NoError(t, err)
		require.Equal(t, want, when)
	}
	require.Same(t, own, runs[""])
}

// FuzzReadMarkdown: no page makes the reader fall over.
func FuzzReadMarkdown(f *testing.F) {
	_ = fs.WalkDir(lessons.Folders(), ".", func(path string, _ fs.DirEntry, _ error) error {
		if strings.HasSuffix(path, ".md") {
			source, _ := fs.ReadFile(lessons.Folders(), path)
			f.Add(source)
		}
		return nil
	})
	f.Fuzz(func(t *testing.T, source []byte) {
		sections, _ := readMarkdown(source)
		for _, s := range sections {
			for _, b := range s.blocks {
				require.False(t, b.Sort == Code && len(b.Spans) > 0)
			}
		}
	})
}

// FuzzRead: no plan does either, and what is read without faults can be asked.
func FuzzRead(f *testing.F) {
	f.Add(string(small()["small/lesson.yaml"].Data))
	f.Fuzz(func(t *testing.T, plan string) {
		files := small()
		files["small/lesson.yaml"] = &fstest.MapFile{Data: []byte(plan)}
		l, faults := Read(files, "small")
		if len(faults) > 0 {
			return
		}
		blank := Runs{"": {}}
		for _, v := range l.Variants {
			blank[v.Name] = &Record{}
		}
		for i := range l.Steps {
			for j := range l.Steps[i].Questions {
				_, _ = l.Steps[i].Questions[j].Right(blank)
			}
		}
	})
}

// TestOpenedLessonsSayTheSame: whose words are read late says what Read says, the
// title too, for which not all of them are read.
func TestOpenedLessonsSayTheSame(t *testing.T) {
	for _, name := range lessons.FolderNames(lessons.Folders()) {
		for _, language := range words.Languages() {
			read, faults := Read(lessons.Folders(), name)
			require.Empty(t, faults)
			opened, faults := Open(lessons.Folders(), name)
			require.Empty(t, faults)
			require.Equal(t, read.Title(language), opened.Title(language))
			require.Equal(t, read.Summary(language), opened.Summary(language))
			require.Empty(t, opened.pages, "nothing else has been read")
			for i := range read.Steps {
				require.Equal(t, read.Steps[i].Title(language), opened.Steps[i].Title(language))
				require.Equal(t, read.Steps[i].Text(language), opened.Steps[i].Text(language))
				for j := range read.Steps[i].Questions {
					have, want := &opened.Steps[i].Questions[j], &read.Steps[i].Questions[j]
					require.Equal(t, want.text(language), have.text(language))
				}
			}
			require.Len(t, opened.pages, 1, "the other language has not been read")
		}
	}
}
