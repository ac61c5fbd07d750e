package shell

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// alias defines names, or shows what they stand for.
func (sh *shell) alias(words []string) int {
	show := func(name string) { sh.printLine(name + "=" + quoted(sh.aliases[name])) }
	if len(words) == 1 {
		names := make([]string, 0, len(sh.aliases))
		for name := range sh.aliases {
			names = append(names, name)
		}
		inTable(names, 39)
		for _, name := range names {
			show(name)
		}
	}
	status := 0
	for _, word := range words[1:] {
		name, text, defines := strings.Cut(word, "=")
		_, known := sh.aliases[word]
		switch {
		case defines && name != "":
			sh.aliases[name] = text
		case known:
			show(word)
		default:
			sh.write(2, []byte("alias: "+word+" not found\n"))
			status = 1
		}
	}
	return status
}

// inTable puts names in the order in which dash has them: that of a hash table of so
// many rows. (ATABSIZE, CMDTABLESIZE)
func inTable(names []string, rows int) {
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(bucketOf(a, rows)-bucketOf(b, rows), strings.Compare(a, b))
	})
}

func bucketOf(name string, rows int) int {
	sum := 0
	for i := range len(name) {
		if i == 0 {
			sum = int(name[0]) << 4
		}
		sum += int(name[i])
	}
	return (sum & 0x7FFF) % rows
}

func (sh *shell) unalias(words []string) int {
	status := 0
	for _, name := range words[1:] {
		if name == "-a" {
			clear(sh.aliases)
			return 0
		}
		if _, known := sh.aliases[name]; !known {
			sh.write(2, []byte("unalias: "+name+" not found\n"))
			status = 1
		}
		delete(sh.aliases, name)
	}
	return status
}

// umask tells or changes which permissions what is made has not.
func (sh *shell) umask(words []string) int {
	old, rest, asLetters := sh.process().Umask, words[1:], false
	if len(rest) > 0 && rest[0] == "-S" {
		asLetters, rest = true, rest[1:]
	}
	if len(rest) == 0 {
		if !asLetters {
			sh.print("%04o\n", old)
			return 0
		}
		parts := []string{}
		for i, who := range []string{"u", "g", "o"} {
			text, bits := who+"=", ^old>>(6-3*i)
			for j, letter := range "rwx" {
				if bits&(4>>j) != 0 {
					text += string(letter)
				}
			}
			parts = append(parts, text)
		}
		sh.printLine(strings.Join(parts, ","))
		return 0
	}
	mask := uint32(0)
	if isDigit((rest[0] + "x")[0]) {
		n, err := strconv.ParseUint(rest[0], 8, 32)
		if err != nil || n > 0o777 {
			sh.fatal("Illegal number: %s", rest[0])
			return 2
		}
		mask = uint32(n)
	} else {
		allowed, ok := modeOf(rest[0], ^old&0o777, 0, false)
		if !ok {
			sh.fatal("Illegal mode: %s", rest[0])
			return 2
		}
		mask = ^allowed & 0o777
	}
	sh.Act(sh.machine.Costs().SyscallNs, func(_ *sim.Machine, t *sim.Thread) sim.Progress {
		t.Process.Umask = mask
		return sim.Continue
	})
	return 0
}

// limits are what ulimit knows, in its order: a letter, what it is called, and what it
// is where nothing bounds it here.
func limits() []limit {
	return []limit{
		{'t', "time(seconds)", "unlimited"}, {'f', "file(blocks)", "unlimited"}, {'d', "data(kbytes)", "unlimited"}, {'s', "stack(kbytes)", "8192"},
		{'c', "coredump(blocks)", "0"}, {'m', "memory(kbytes)", "unlimited"}, {'l', "locked memory(kbytes)", "8192"}, {'p', "process", "unlimited"},
		{'n', "nofiles", ""}, {'v', "vmemory(kbytes)", "unlimited"}, {'w', "locks", "unlimited"}, {'r', "rtprio", "0"},
	}
}

type limit struct {
	letter      byte
	name, usual string
}

// ulimit tells what a process may have. Of the limits, that of descriptors can be
// changed; no other one is simulated.
func (sh *shell) ulimit(words []string) int {
	letter, all, rest := byte('f'), false, words[1:]
	for len(rest) > 0 && len(rest[0]) > 1 && rest[0][0] == '-' {
		for _, l := range []byte(rest[0][1:]) {
			switch {
			case l == 'a':
				all = true
			case l == 'H' || l == 'S':
			case strings.IndexByte("tfdscmlpnvwr", l) >= 0:
				letter = l
			default:
				sh.fatal("Illegal option -%c", l)
				return 2
			}
		}
		rest = rest[1:]
	}
	value := func(letter byte, usual string) string {
		if letter == 'n' {
			return strconv.Itoa(sh.process().DescriptorLimit())
		}
		return usual
	}
	for _, l := range limits() {
		switch {
		case all:
			sh.print("%-20s %s\n", l.name, value(l.letter, l.usual))
		case l.letter != letter:
		case len(rest) == 0:
			sh.printLine(value(letter, l.usual))
		case letter == 'n':
			n, err := strconv.Atoi(rest[0])
			if err != nil && rest[0] != "unlimited" {
				sh.fatal("bad number")
				return 2
			}
			if err != nil || sh.do(&sim.SetDescriptorLimit{Descriptors: n}) != 0 {
				sh.fatal("error setting limit (Operation not permitted)")
				return 2
			}
		case rest[0] != value(letter, l.usual):
			sh.fatal("timeslice: of the limits, only that of descriptors (-n) can be changed")
			return 2
		}
	}
	return 0
}

// hash shows where programs were found, or looks for some.
func (sh *shell) hash(words []string) int {
	status := 0
	for _, name := range words[1:] {
		if name == "-r" {
			sh.found = nil
			return 0
		}
		at, errno := sh.system.Find(name, sh.directory(), sh.environment())
		if errno != 0 {
			sh.fault("%s: not found", name)
			status = 1
			continue
		}
		sh.remember(at)
	}
	if len(words) == 1 {
		list := slices.Clone(sh.found)
		slices.SortFunc(list, func(a, b string) int { return bucketOf(path.Base(a), 31) - bucketOf(path.Base(b), 31) })
		sh.printLines(list)
	}
	return status
}

// remember notes where a program is.
func (sh *shell) remember(at string) {
	if !slices.Contains(sh.found, at) {
		sh.found = append(slices.Clip(sh.found), at)
	}
}

// foreground is fg and bg, for which a shell has no use that nobody types into: it has
// no control over jobs.
func (sh *shell) foreground(words []string) int {
	if len(sh.jobs) == 0 {
		sh.fault("No current job")
	} else {
		sh.fault("job (null) not created under job control")
	}
	return 2
}

// job is which of the jobs a word names: a PID, %2, or %% for the last; -1 for none.
func (sh *shell) job(word string) int {
	name, numbered := strings.CutPrefix(word, "%")
	number, err := strconv.ParseInt(name, 10, 64)
	switch {
	case numbered && (name == "" || name == "%" || name == "+"):
		return len(sh.jobs) - 1
	case numbered && name == "-":
		return len(sh.jobs) - 2
	case err != nil:
		return -1
	}
	return slices.IndexFunc(sh.jobs, func(j job) bool {
		return numbered && int64(j.number) == number || !numbered && j.pid == number
	})
}

// listJobs shows the jobs, the last first. What has ended is told once.
func (sh *shell) listJobs(words []string) int {
	withID, onlyID := false, false
	for _, word := range words[1:] {
		withID = withID || word == "-l"
		onlyID = onlyID || word == "-p"
	}
	for i := len(sh.jobs) - 1; i >= 0; i-- {
		j, state := sh.jobs[i], "Running"
		status, done := sh.endOf(j)
		switch {
		case status.Signal != 0:
			state = describeSignal(status.Signal)
		case status.Code != 0:
			state = "Done(" + strconv.Itoa(status.Code) + ")"
		case done:
			state = "Done"
		}
		mark := byte(' ')
		switch i {
		case len(sh.jobs) - 1:
			mark = '+'
		case len(sh.jobs) - 2:
			mark = '-'
		}
		id := ""
		if withID {
			id = strconv.FormatInt(j.pid, 10) + " "
		}
		if onlyID {
			sh.printLine(strconv.FormatInt(j.pid, 10))
			continue
		}
		sh.print("%-33s\n", "["+strconv.Itoa(j.number)+"] "+string(mark)+" "+id+state)
		if done {
			sh.jobs = slices.Delete(slices.Clone(sh.jobs), i, i+1)
		}
	}
	return 0
}

// endOf is how a job ended, if it has.
func (sh *shell) endOf(j job) (sim.Status, bool) {
	if status, known := sh.ends[j.pid]; known || j.waited {
		if j.waited {
			status = j.status
		}
		return status, true
	}
	p := sh.machine.Process(trace.ProcessID(j.pid))
	if p == nil || p.Alive() {
		return sim.Status{}, p == nil
	}
	return p.Status(), true
}

// addJob notes a process in the background, by the lowest number that is free.
func (sh *shell) addJob(pid int64) {
	number := 1
	for {
		i := slices.IndexFunc(sh.jobs, func(j job) bool { return j.number == number })
		if i >= 0 && sh.jobs[i].waited {
			sh.jobs = slices.Delete(slices.Clone(sh.jobs), i, i+1)
			i = -1
		}
		if i < 0 {
			break
		}
		number++
	}
	sh.jobs = append(slices.Clip(sh.jobs), job{pid: pid, number: number})
}
