package shell

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// psRow is what ps shows of a process, or of a thread of it.
type psRow struct {
	sim.ProcessEntry
	thread *sim.ThreadEntry
	call   *call
	now    trace.Time
	branch string // what leads to its name in a tree
}

// psColumn is a column: its head, how wide it is at least, whether it is flushed
// right, and what stands in it.
type psColumn struct {
	head  string
	width int
	right bool
	text  func(r psRow) string
}

// column is the column that a format of ps names.
func column(name string) (psColumn, bool) {
	number := func(f func(psRow) int64) func(psRow) string {
		return func(r psRow) string { return strconv.FormatInt(f(r), 10) }
	}
	switch name {
	case "pid", "tgid":
		return psColumn{"PID", 5, true, number(func(r psRow) int64 { return int64(r.ID) })}, true
	case "ppid":
		return psColumn{"PPID", 5, true, number(func(r psRow) int64 { return int64(r.Parent) })}, true
	case "pgid", "pgrp":
		return psColumn{"PGID", 5, true, number(func(r psRow) int64 { return int64(r.Group) })}, true
	case "sid", "sess":
		return psColumn{"SID", 5, true, number(func(r psRow) int64 { return int64(r.Session) })}, true
	case "tid", "lwp", "spid":
		return psColumn{strings.ToUpper(name), 5, true, number(func(r psRow) int64 {
			if r.thread != nil {
				return int64(r.thread.ID)
			}
			return int64(r.ID)
		})}, true
	case "comm", "ucomm":
		return psColumn{"COMMAND", 15, false, psRow.command}, true
	case "ucmd":
		return psColumn{"CMD", 15, false, psRow.command}, true
	case "cmdname":
		return psColumn{"CMD", 4, false, psRow.command}, true
	case "args", "command":
		return psColumn{"COMMAND", 27, false, psRow.line}, true
	case "cmd":
		return psColumn{"CMD", 27, false, psRow.line}, true
	case "ruser", "suser", "fuser", "group", "rgroup", "egroup", "fgroup", "sgroup":
		return psColumn{strings.ToUpper(name), 8, false, func(r psRow) string { return orRoot(r.User) }}, true
	case "ruid", "euid", "suid", "fsuid", "gid", "rgid", "egid", "sgid", "fsgid":
		return psColumn{strings.ToUpper(name), 5, true, number(psRow.user)}, true
	case "tpgid":
		return psColumn{"TPGID", 5, true, func(psRow) string { return "-1" }}, true
	case "wchan":
		return psColumn{"WCHAN", 6, false, func(psRow) string { return "-" }}, true
	case "f", "flag", "flags":
		return psColumn{"F", 1, true, func(psRow) string { return "0" }}, true
	case "addr":
		return psColumn{"ADDR", 4, true, func(psRow) string { return "-" }}, true
	case "addr_1":
		return psColumn{"ADDR SZ", 7, true, func(r psRow) string { return fmt.Sprintf("- %5d", r.Mapped/sim.PageBytes) }}, true
	case "rtprio":
		return psColumn{"RTPRIO", 6, true, func(r psRow) string {
			if r.Priority > 0 {
				return strconv.Itoa(r.Priority)
			}
			return "-"
		}}, true
	case "cls", "class", "policy", "pol":
		return psColumn{map[bool]string{true: "POL", false: "CLS"}[name[0] == 'p'], 3, true, func(r psRow) string {
			if r.Priority > 0 {
				return "FF"
			}
			return "TS"
		}}, true
	case "opri":
		return psColumn{"PRI", 3, true, number(func(r psRow) int64 { return 80 + int64(r.Nice) })}, true
	case "priority":
		return psColumn{"PRI", 3, true, number(func(r psRow) int64 { return 20 + int64(r.Nice) })}, true
	case "sz", "size", "drs", "trs":
		return psColumn{strings.ToUpper(name), 5 - oneIf(name == "trs"), true, number(func(r psRow) int64 {
			switch name {
			case "sz":
				return r.Mapped / sim.PageBytes
			case "trs":
				return 0
			}
			return r.Mapped >> 10
		})}, true
	case "user", "euser", "uname":
		return psColumn{map[bool]string{true: "EUSER", false: "USER"}[name == "euser"], 8, false, func(r psRow) string { return orRoot(r.User) }}, true
	case "uid":
		return psColumn{"UID", 5, true, number(psRow.user)}, true
	case "uidname":
		return psColumn{"UID", 8, false, func(r psRow) string { return orRoot(r.User) }}, true
	case "stat":
		return psColumn{"STAT", 4, false, psRow.status}, true
	case "s", "state":
		return psColumn{"S", 1, false, func(r psRow) string { return string(r.letter()) }}, true
	case "ni", "nice":
		return psColumn{"NI", 3, true, number(func(r psRow) int64 { return int64(r.Nice) })}, true
	case "pri":
		return psColumn{"PRI", 3, true, number(func(r psRow) int64 { return 19 - int64(r.Nice) })}, true
	case "pcpu", "%cpu":
		return psColumn{"%CPU", 4, true, func(r psRow) string { return tenths(r.share()) }}, true
	case "c":
		return psColumn{"C", 2, true, number(func(r psRow) int64 { return min(r.share()/10, 99) })}, true
	case "pmem", "%mem":
		return psColumn{"%MEM", 4, true, func(r psRow) string { return tenths(r.memoryShare()) }}, true
	case "rss", "rssize", "rsz":
		return psColumn{"RSS", 5, true, number(func(r psRow) int64 { return r.Resident >> 10 })}, true
	case "vsz", "vsize":
		return psColumn{"VSZ", 6, true, number(func(r psRow) int64 { return r.Mapped >> 10 })}, true
	case "nlwp", "thcount":
		return psColumn{"NLWP", 4, true, number(func(r psRow) int64 { return int64(len(r.Threads)) })}, true
	case "psr":
		return psColumn{"PSR", 3, true, func(r psRow) string {
			if len(r.Threads) == 0 {
				return "-"
			}
			return strconv.Itoa(int(r.Threads[0].Core))
		}}, true
	case "tty", "tt", "tname":
		return psColumn{map[bool]string{true: "TTY", false: "TT"}[name == "tname"], 8, false, func(psRow) string { return "?" }}, true
	case "time", "cputime":
		return psColumn{"TIME", 8, true, func(r psRow) string { return clock(r.cpuNs()) }}, true
	case "bsdtime":
		return psColumn{"TIME", 6, true, func(r psRow) string {
			seconds := r.cpuNs() / trace.Second
			return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
		}}, true
	case "etime":
		return psColumn{"ELAPSED", 11, true, func(r psRow) string {
			text := clock(int64(r.now - r.Start))
			return strings.TrimPrefix(text, "00:")
		}}, true
	case "etimes":
		return psColumn{"ELAPSED", 7, true, number(func(r psRow) int64 { return int64(r.now-r.Start) / trace.Second })}, true
	case "stime", "start_time":
		return psColumn{map[bool]string{true: "STIME", false: "START"}[name == "stime"], 5, true, func(r psRow) string { return r.started("15:04") }}, true
	case "start":
		return psColumn{"STARTED", 8, true, func(r psRow) string { return r.started("15:04:05") }}, true
	case "lstart":
		return psColumn{"STARTED", 24, true, func(r psRow) string { return r.started("Mon Jan _2 15:04:05 2006") }}, true
	}
	return psColumn{}, false
}

func orRoot(user string) string {
	if user == "" {
		return "root"
	}
	return user
}

// user is the number of its user.
func (r psRow) user() int64 {
	id, _ := userNumber(orRoot(r.User))
	return id
}

// started is when it was started.
func (r psRow) started(layout string) string {
	return time.Unix(0, r.call.system.EpochNs+int64(r.Start)).UTC().Format(layout)
}

func (r psRow) letter() byte {
	if r.thread != nil {
		return r.thread.State
	}
	return r.State
}

// status is the state with what else STAT tells: whether it was made nice or the
// opposite, leads its session, has several threads.
func (r psRow) status() string {
	text := string(r.letter())
	switch {
	case r.Nice < 0:
		text += "<"
	case r.Nice > 0:
		text += "N"
	}
	if r.Session == r.ID {
		text += "s"
	}
	if len(r.Threads) > 1 {
		text += "l"
	}
	return text
}

// shortName is a name as the kernel keeps it. (TASK_COMM_LEN)
func (r psRow) shortName() string { return r.Name[:min(len(r.Name), 15)] }

func (r psRow) command() string {
	return r.branch + r.shortName()
}

func (r psRow) line() string {
	switch {
	case r.State == 'Z':
		return r.branch + "[" + r.Name + "] <defunct>"
	case len(r.Arguments) == 0:
		return r.branch + r.Name
	}
	return r.branch + strings.Join(r.Arguments, " ")
}

func (r psRow) cpuNs() int64 {
	if r.thread != nil {
		return r.thread.CPUNs
	}
	return r.CPUNs
}

// share is how much of one core's time it has had since its start, in thousandths.
func (r psRow) share() int64 {
	return r.cpuNs() / max(1, int64(r.now-r.Start)/1000)
}

func (r psRow) memoryShare() int64 {
	total := r.call.machine.MemoryBytes()
	if total == 0 {
		return 0
	}
	return r.Resident / max(1, total/1000)
}

func tenths(thousandths int64) string {
	return fmt.Sprintf("%d.%d", thousandths/10, thousandths%10)
}

func clock(ns int64) string {
	seconds := ns / trace.Second
	return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

// ps shows processes.
func ps(c *call) int {
	var columns []psColumn
	all, threads, headless := false, false, false
	chosen, byName, byParent, users, order := []int64(nil), []string(nil), []int64(nil), []string(nil), []string(nil)
	formatted, forest, long, full, detailed, plain, wrong := false, false, false, false, false, false, ""
	add := func(names string) bool {
		if !formatted {
			columns, formatted = nil, true
		}
		for _, name := range strings.FieldsFunc(names, func(r rune) bool { return r == ',' || r == ' ' }) {
			name, head, renamed := strings.Cut(name, "=")
			col, known := column(strings.ToLower(name))
			if !known {
				c.refuse("unknown user-defined format specifier \"" + name + "\"")
				return false
			}
			if renamed {
				col.head = head
			}
			columns = append(columns, col)
		}
		return true
	}
	words := c.words[1:]
	style := func(names string) {
		if !formatted {
			add(names)
			formatted = false
		}
	}
	for len(words) > 0 {
		word := words[0]
		words = words[1:]
		value := func() string {
			if len(words) == 0 {
				return ""
			}
			v := words[0]
			words = words[1:]
			return v
		}
		switch {
		case word == "--no-headers" || word == "--no-heading" || word == "--no-header":
			headless = true
		case strings.HasPrefix(word, "--ppid"):
			byParent = append(byParent, pidList(afterEquals(word, value))...)
		case strings.HasPrefix(word, "--pid"):
			chosen = append(chosen, pidList(afterEquals(word, value))...)
		case strings.HasPrefix(word, "--sort"):
			order = append(order, strings.Split(afterEquals(word, value), ",")...)
		case word == "--forest":
			forest = true
		case word == "--deselect" || word == "--headers" || word == "--cumulative":
		case strings.HasPrefix(word, "--user"), strings.HasPrefix(word, "--User"):
			users = append(users, strings.Split(afterEquals(word, value), ",")...)
		case strings.HasPrefix(word, "--format"):
			if !add(afterEquals(word, value)) {
				return 1
			}
		case strings.HasPrefix(word, "--"):
			c.refuse("unknown gnu long option")
			return 1
		case strings.HasPrefix(word, "-"):
			for i := 1; i < len(word); i++ {
				rest := word[i+1:]
				argument := func() string {
					i = len(word)
					if rest != "" {
						return rest
					}
					return value()
				}
				switch word[i] {
				case 'e', 'A', 'a', 'd', 'x':
					all = true
				case 'f':
					full = true
				case 'F':
					full, detailed = true, true
				case 'l':
					long = true
				case 'w', 'y', 'M', 'N', 'c':
				case 'H':
					forest = true
				case 'L':
					threads = true
					style("pid,lwp,tname,time,cmdname")
				case 'T':
					threads = true
					style("pid,spid,tname,time,cmdname")
				case 'p', 'q':
					text := argument()
					list := pidList(text)
					switch {
					case text == "":
						wrong = "list of process IDs must follow -" + word[len(word)-1:]
					case list == nil:
						wrong = "process ID list syntax error"
					}
					chosen = append(chosen, list...)
				case 'C':
					byName = append(byName, strings.Split(argument(), ",")...)
				case 'o', 'O':
					if !add(argument()) {
						return 1
					}
				case 'u', 'U', 'g', 'G', 't', 's':
					if text := argument(); word[1] == 'u' || word[1] == 'U' {
						users = append(users, strings.Split(text, ",")...)
					}
				default:
					c.refuse("unsupported SysV option")
					return 1
				}
			}
		default: // letters as BSD has them
			if pids := pidList(word); len(pids) > 0 {
				chosen = append(chosen, pids...)
				continue
			}
			for i, letter := range word {
				switch letter {
				case 'a', 'x':
					all, plain = true, true
				case 'w', 'e':
				case 'h':
					headless = true
				case 'f':
					forest, plain = true, true
				case 'l':
					style("f,uid,pid,ppid,priority,ni,vsz,rss,wchan,stat,tname,bsdtime,command")
				case 'u':
					style("user,pid,%cpu,%mem,vsz,rss,tname,stat,start_time,bsdtime,command")
				case 'o', 'p':
					argument := word[i+1:]
					if argument == "" {
						argument = value()
					}
					if letter == 'p' {
						chosen = append(chosen, pidList(argument)...)
					} else if !add(argument) {
						return 1
					}
				}
				if letter == 'o' || letter == 'p' {
					break
				}
			}
		}
	}
	if wrong != "" {
		c.refuse(wrong)
		return 1
	}
	switch {
	case formatted:
	case threads && full:
		style("uidname,pid,ppid,lwp,c,nlwp,stime,tname,time,cmd")
	case long && full:
		style("f,s,uidname,pid,ppid,c,opri,ni,addr_1,wchan,stime,tname,time,cmd")
	case long:
		style("f,s,uid,pid,ppid,c,opri,ni,addr_1,wchan,tname,time,cmdname")
	case detailed:
		style("uidname,pid,ppid,c,sz,rss,psr,stime,tname,time,cmd")
	case full:
		style("uidname,pid,ppid,c,stime,tname,time,cmd")
	case len(columns) == 0 && plain:
		style("pid,tname,stat,bsdtime,command")
	case len(columns) == 0:
		style("pid,tname,time,cmdname")
	}
	c.Do(&sim.ListProcesses{})
	var rows []psRow
	narrowed := len(chosen)+len(byName)+len(byParent)+len(users) > 0
	belongs := func(e sim.ProcessEntry) bool {
		name := orRoot(e.User)
		id, _ := userNumber(name)
		return slices.Contains(users, name) || slices.Contains(users, strconv.FormatInt(id, 10))
	}
	for _, entry := range c.Thread.Table {
		switch {
		case narrowed && !slices.Contains(chosen, int64(entry.ID)) && !slices.Contains(byName, entry.Name) && !slices.Contains(byParent, int64(entry.Parent)) && !belongs(entry):
			continue
		case !narrowed && !all && entry.Session != c.process().Session:
			continue
		}
		row := psRow{ProcessEntry: entry, call: c, now: c.machine.Now()}
		if !threads || len(entry.Threads) == 0 {
			rows = append(rows, row)
			continue
		}
		for i := range entry.Threads {
			row.thread = &entry.Threads[i]
			rows = append(rows, row)
		}
	}
	sortRows(rows, order)
	if forest {
		rows = asForest(rows)
	}
	c.table(columns, rows, headless)
	return oneIf(len(rows) == 0)
}

// sortRows puts rows in the order of columns, "-" before one for the opposite.
func sortRows(rows []psRow, order []string) {
	slices.SortStableFunc(rows, func(a, b psRow) int {
		for _, key := range order {
			name := strings.TrimLeft(key, "+-")
			col, known := column(name)
			if !known {
				continue
			}
			one, other := strings.TrimSpace(col.text(a)), strings.TrimSpace(col.text(b))
			result := cmp.Compare(floatOf(one), floatOf(other))
			if !col.right || name == "time" || name == "cputime" || name == "etime" {
				result = strings.Compare(one, other)
			}
			if strings.HasPrefix(key, "-") {
				result = -result
			}
			if result != 0 {
				return result
			}
		}
		return 0
	})
}

// asForest puts processes below their parents, and draws what leads to them.
func asForest(rows []psRow) []psRow {
	var made []psRow
	shown := map[trace.ProcessID]bool{}
	for _, r := range rows {
		shown[r.ID] = true
	}
	var add func(parent trace.ProcessID, margin string, root bool)
	add = func(parent trace.ProcessID, margin string, root bool) {
		var below []psRow
		for _, r := range rows {
			if root && !shown[r.Parent] || !root && r.Parent == parent {
				below = append(below, r)
			}
		}
		for i, r := range below {
			inner := ""
			if !root {
				r.branch = margin + ` \_ `
				if inner = margin + " |  "; i == len(below)-1 {
					inner = margin + "    "
				}
			}
			made = append(made, r)
			if r.thread == nil || int(r.thread.ID) == int(r.ID) {
				add(r.ID, inner, false)
			}
		}
	}
	add(0, "", true)
	return made
}

// refuse says what is wrong with the options, and how to learn more.
func (c *call) refuse(what string) {
	c.write(2, []byte("error: "+what+"\n\nUsage:\n ps [options]\n\n Try 'ps --help <simple|list|output|threads|misc|all>'\n  or 'ps --help <s|l|o|t|m|a>'\n for additional help text.\n\nFor more details see ps(1).\n"))
}

func afterEquals(word string, next func() string) string {
	if _, v, found := strings.Cut(word, "="); found {
		return v
	}
	return next()
}

func pidList(text string) []int64 {
	var list []int64
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		pid, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			return nil
		}
		list = append(list, pid)
	}
	return list
}

// table prints rows below their heads. The last column is as wide as it is.
func (c *call) table(columns []psColumn, rows []psRow, headless bool) {
	heads := false
	for _, col := range columns {
		heads = heads || col.head != ""
	}
	write := func(cell func(psColumn) string) {
		var line strings.Builder
		for i, col := range columns {
			text := cell(col)
			gap := max(0, max(col.width, len(col.head))-len([]rune(text)))
			if i > 0 {
				line.WriteByte(' ')
			}
			switch {
			case col.right:
				line.WriteString(strings.Repeat(" ", gap) + text)
			case i == len(columns)-1:
				line.WriteString(text)
			default:
				line.WriteString(text + strings.Repeat(" ", gap))
			}
		}
		c.printLine(line.String())
	}
	if heads && !headless {
		write(func(col psColumn) string { return col.head })
	}
	for _, r := range rows {
		write(func(col psColumn) string { return col.text(r) })
	}
}

// pstree draws the tree of processes, threads in braces.
func pstree(c *call) int {
	given, rest, ok := c.flags("paTlnAUcghu", "")
	if !ok {
		return 1
	}
	root := trace.ProcessID(trace.InitProcess)
	for _, word := range rest {
		if pid, err := strconv.ParseInt(word, 10, 32); err == nil {
			root = trace.ProcessID(pid)
		}
	}
	c.Do(&sim.ListProcesses{})
	children := map[trace.ProcessID][]*sim.ProcessEntry{}
	var at *sim.ProcessEntry
	for i := range c.Thread.Table {
		entry := &c.Thread.Table[i]
		children[entry.Parent] = append(children[entry.Parent], entry)
		if entry.ID == root {
			at = entry
		}
	}
	if at == nil {
		return 1
	}
	c.print("%s", c.branch(at, children, given))
	return 0
}

// treeNode is a process or thread with what is below it, as text.
type treeNode struct {
	label string
	lines []string // the label and what follows it; the first line begins with the label
	count int
}

// branch is the lines of a process and all below it.
func (c *call) branch(root *sim.ProcessEntry, children map[trace.ProcessID][]*sim.ProcessEntry, given map[byte]string) string {
	return strings.Join(subtree(root, children, given).lines, "\n") + "\n"
}

func subtree(p *sim.ProcessEntry, children map[trace.ProcessID][]*sim.ProcessEntry, given map[byte]string) treeNode {
	label := p.Name
	if has(given, 'p') {
		label += "(" + strconv.Itoa(int(p.ID)) + ")"
	}
	if has(given, 'a') && len(p.Arguments) > 1 {
		label += " " + strings.Join(p.Arguments[1:], " ")
	}
	var below []treeNode
	for _, child := range children[p.ID] {
		below = append(below, subtree(child, children, given))
	}
	if !has(given, 'T') {
		for i, t := range p.Threads {
			if i == 0 {
				continue // the process itself
			}
			name := "{" + p.Name + "}"
			if has(given, 'p') {
				name += "(" + strconv.Itoa(int(t.ID)) + ")"
			}
			below = append(below, treeNode{label: name, lines: []string{name}, count: 1})
		}
	}
	if !has(given, 'n') && !has(given, 'p') {
		sort.SliceStable(below, func(i, j int) bool { return below[i].label < below[j].label })
	} else if !has(given, 'n') {
		sort.SliceStable(below, func(i, j int) bool { return nameOf(below[i].label) < nameOf(below[j].label) })
	}
	if !has(given, 'p') && !has(given, 'c') {
		below = alike(below)
	}
	node := treeNode{label: label, count: 1}
	if len(below) == 0 {
		node.lines = []string{label}
		return node
	}
	margin := strings.Repeat(" ", len([]rune(label)))
	for i, child := range below {
		first, others := "-+-", " | "
		switch {
		case len(below) == 1:
			first, others = "---", "   "
		case i == len(below)-1:
			first, others = " `-", "   "
		case i > 0:
			first = " |-"
		}
		begin := margin
		if i == 0 {
			begin = label
		}
		for j, line := range child.lines {
			if j == 0 {
				node.lines = append(node.lines, begin+first+line)
			} else {
				node.lines = append(node.lines, margin+others+line)
			}
		}
	}
	return node
}

func nameOf(label string) string {
	name, _, _ := strings.Cut(label, "(")
	return name
}

// alike puts neighbours that look the same together, as 3*[name].
func alike(nodes []treeNode) []treeNode {
	var groups []treeNode
	for _, n := range nodes {
		if last := len(groups) - 1; last >= 0 && slices.Equal(groups[last].lines, n.lines) {
			groups[last].count++
			continue
		}
		groups = append(groups, n)
	}
	for i, g := range groups {
		if g.count == 1 {
			continue
		}
		begin := strconv.Itoa(g.count) + "*["
		lines := slices.Clone(g.lines)
		for j := range lines {
			if j == 0 {
				lines[j] = begin + lines[j]
			} else {
				lines[j] = strings.Repeat(" ", len(begin)) + lines[j]
			}
			if len(lines) == 1 || j == 0 {
				lines[j] += "]"
			}
		}
		groups[i].lines = lines
	}
	return groups
}

// top shows the processes that have had the most CPU time, once.
func top(c *call) int {
	c.Do(&sim.ListProcesses{})
	table := c.Thread.Table
	now := c.machine.Now()
	counts := map[byte]int{}
	for _, entry := range table {
		counts[entry.State]++
	}
	used := int64(0)
	total := max(1, int64(now)) * int64(c.machine.Cores())
	for _, entry := range table {
		used += entry.CPUNs
	}
	share := used * 1000 / total
	c.printLine("top -" + c.uptimeLine())
	c.print("Tasks: %3d total, %3d running, %3d sleeping, %3d stopped, %3d zombie\n",
		len(table), counts['R'], counts['S']+counts['D'], counts['T'], counts['Z'])
	c.print("%%Cpu(s): %4s us,  0.0 sy,  0.0 ni, %4s id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st\n", tenths(share), tenths(1000-share))
	mib := func(bytes int64) string { return tenths(bytes * 10 >> 20) }
	memory, taken := c.machine.MemoryBytes(), c.machine.MemoryUsedBytes()
	c.print("MiB Mem : %8s total, %8s free, %8s used,      0.0 buff/cache\n", mib(memory), mib(memory-taken), mib(taken))
	c.print("MiB Swap:      0.0 total,      0.0 free,      0.0 used. %8s avail Mem\n\n", mib(memory-taken))
	c.print("%s\n", "  PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND")
	sort.SliceStable(table, func(i, j int) bool { return table[i].CPUNs > table[j].CPUNs })
	for _, entry := range table {
		r := psRow{ProcessEntry: entry, call: c, now: now}
		hundredths := r.CPUNs / (trace.Second / 100)
		priority := strconv.Itoa(20 + r.Nice)
		if r.Priority > 0 {
			priority = strconv.Itoa(-1 - r.Priority)
		}
		c.print("%5d %-8s %3s %3d %7d %6d %6d %c %5s %5s %9s %s\n", r.ID, orRoot(r.User), priority, r.Nice, r.Mapped>>10, r.Resident>>10, 0,
			r.State, tenths(r.share()), tenths(r.memoryShare()), fmt.Sprintf("%d:%02d.%02d", hundredths/6000, hundredths/100%60, hundredths%100), r.command())
	}
	return 0
}
