package node

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim"
	"timeslice/sim/shell"
	"timeslice/sim/trace"
)

// account is a place below /proc, where the kernel tells of itself and of its
// processes (proc(5)). Nothing of it is kept: what a file says is made when it is
// read. It tells what is simulated; of what is not, there are no lines, or zeros
// where a line has a place for it.
type account struct {
	what   string          // the name below /proc, or below a process's or a thread's directory
	pid    trace.ProcessID // 0 for what is not a process's
	thread trace.ThreadID  // 0 for what is not a thread's
}

// ticksNs is the unit of CPU time in /proc (USER_HZ).
const ticksNs = int64(trace.Second / 100)

// accounts are the names in a directory below /proc.
func (v *Volume) accounts(directory *inode) []string {
	a := directory.account
	switch {
	case v.machine == nil:
		return nil
	case a.what == "fd":
		return v.descriptors(a.pid)
	case a.what == "task":
		var list []string
		if e, ok := v.processEntry(a.pid); ok {
			for _, t := range e.Threads {
				list = append(list, strconv.Itoa(int(t.ID)))
			}
		}
		return list
	case a.what == "sys":
		return []string{"kernel"}
	case a.what == "kernel":
		return []string{"hostname", "osrelease", "ostype", "pid_max"}
	case a.thread != 0:
		return []string{"children", "comm", "stat", "status"}
	case a.pid != 0:
		return []string{"cmdline", "comm", "cwd", "environ", "exe", "fd", "stat", "statm", "status", "task"}
	}
	list := []string{"cpuinfo", "loadavg", "meminfo", "self", "stat", "sys", "uptime", "version"}
	for _, e := range v.machine.ProcessTable() {
		list = append(list, strconv.Itoa(int(e.ID)))
	}
	return list
}

// accountIn is what a directory below /proc holds by a name, nil if nothing.
func (v *Volume) accountIn(directory *inode, name string) *inode {
	if v.machine == nil {
		return nil
	}
	if !slices.Contains(v.accounts(directory), name) {
		return nil
	}
	a := *directory.account
	number, err := strconv.Atoi(name)
	switch {
	case a.what == "fd":
		return v.descriptor(a.pid, number)
	case a.what == "task":
		return v.account(DirectoryEntry, account{pid: a.pid, thread: trace.ThreadID(number)})
	case name == "self":
		return v.accountLink(strconv.Itoa(int(v.caller.ID)))
	case err == nil:
		return v.account(DirectoryEntry, account{pid: trace.ProcessID(number)})
	case name == "sys" || name == "kernel" || name == "task" || name == "fd":
		return v.account(DirectoryEntry, account{what: name, pid: a.pid})
	case name == "cwd" || name == "exe":
		p := v.machine.Process(a.pid)
		to := p.Directory
		if name == "exe" {
			to = "/usr/bin/" + p.Name
			if p.Name == "node" {
				to = "/usr/local/bin/node"
			}
		}
		return v.accountLink(to)
	}
	a.what = name
	return v.account(FileEntry, a)
}

// account is a node of /proc, which lives only as long as somebody looks at it.
func (v *Volume) account(kind EntryKind, a account) *inode {
	mode := uint32(0o444)
	if kind == DirectoryEntry {
		mode = 0o555
	}
	node := (&Volume{storage: v.storage}).make(kind, mode, wallNsOf(v.machine))
	v.inodes-- // it takes no place
	node.number = 1<<32 | int64(a.pid)<<8 | int64(len(a.what))
	node.account = &a
	if p := v.machine.Process(a.pid); p != nil {
		node.owner = userID(p.User)
		node.group = node.owner
	}
	return node
}

func (v *Volume) accountLink(target string) *inode {
	link := v.account(LinkEntry, account{})
	link.account, link.mode, link.target = nil, 0o777, target
	return link
}

// descriptors are the numbers of a process's open descriptors.
func (v *Volume) descriptors(pid trace.ProcessID) []string {
	p := v.machine.Process(pid)
	var list []string
	for number := range p.Descriptors() {
		list = append(list, strconv.Itoa(number))
	}
	return list
}

// descriptor is what /proc/PID/fd says of one. The caller's own standard streams can
// be opened by these names.
func (v *Volume) descriptor(pid trace.ProcessID, number int) *inode {
	if pid == v.caller.ID && number <= 2 {
		return v.streams.children[strconv.Itoa(number)]
	}
	p := v.machine.Process(pid)
	kind := "anon_inode:[eventpoll]"
	switch p.DescriptorSort(number) {
	case sim.TerminalDescriptor:
		kind = "/dev/pts/0"
	case sim.DeviceDescriptor:
		kind = "/dev/null"
		if h, ok := p.Device(number).(*handle); ok {
			kind = h.path
		}
	case sim.PipeDescriptor:
		kind = "pipe"
	case sim.StreamDescriptor, sim.NetworkDescriptor, sim.DatagramDescriptor:
		kind = "socket"
	}
	if kind == "pipe" || kind == "socket" {
		kind += ":[" + strconv.Itoa(int(p.DescriptorObject(number))) + "]"
	}
	return v.accountLink(kind)
}

// processEntry is what the process table says of a process.
func (v *Volume) processEntry(pid trace.ProcessID) (sim.ProcessEntry, bool) {
	for _, e := range v.machine.ProcessTable() {
		if e.ID == pid {
			return e, true
		}
	}
	return sim.ProcessEntry{}, false
}

// tell is what a file of /proc says now.
func (v *Volume) tell(a *account) []byte {
	if a.pid == 0 {
		return []byte(v.tellMachine(a.what))
	}
	e, ok := v.processEntry(a.pid)
	if !ok {
		return nil
	}
	p, name, state, cpuNs, core := v.machine.Process(a.pid), e.Name, e.State, e.CPUNs, trace.CoreID(0)
	for _, t := range e.Threads {
		if t.ID == a.thread || a.thread == 0 && core == 0 {
			core = t.Core
		}
		if t.ID == a.thread {
			name, state, cpuNs = t.Name, t.State, t.CPUNs
		}
	}
	id := int(a.pid)
	if a.thread != 0 {
		id = int(a.thread)
	}
	name = name[:min(len(name), 15)]
	const page = sim.PageBytes
	switch a.what {
	case "comm":
		return []byte(name + "\n")
	case "cmdline":
		return zeroEnded(e.Arguments)
	case "environ":
		return zeroEnded(p.Environment)
	case "statm":
		return fmt.Appendf(nil, "%d %d 0 0 0 %d 0\n", e.Mapped/page, e.Resident/page, e.Mapped/page)
	case "children":
		text := ""
		for _, other := range v.machine.ProcessTable() {
			if other.Parent == a.pid {
				text += strconv.Itoa(int(other.ID)) + " "
			}
		}
		return []byte(text)
	case "stat":
		priority := 20 + e.Nice
		if e.Priority > 0 {
			priority = -1 - e.Priority
		}
		return fmt.Appendf(nil, "%d (%s) %c %d %d %d 0 -1 0 0 0 0 0 %d 0 0 0 %d %d %d 0 %d %d %d 18446744073709551615 %s17 %d %d 0 0 0 0%s\n",
			id, name, state, e.Parent, e.Group, e.Session, cpuNs/ticksNs, priority, e.Nice, len(e.Threads), int64(e.Start)/ticksNs, e.Mapped, e.Resident/page,
			strings.Repeat("0 ", 12), core, e.Priority, strings.Repeat(" 0", 8))
	}
	user := strconv.Itoa(int(userID(e.User)))
	users := strings.Repeat("\t"+user, 4)
	memory := ""
	if state != 'Z' {
		memory = fmt.Sprintf("VmSize:\t%8d kB\nVmRSS:\t%8d kB\n", e.Mapped>>10, e.Resident>>10)
	}
	return fmt.Appendf(nil, "Name:\t%s\nUmask:\t%04o\nState:\t%c (%s)\nTgid:\t%d\nNgid:\t0\nPid:\t%d\nPPid:\t%d\nTracerPid:\t0\nUid:%s\nGid:%s\nFDSize:\t%d\nGroups:\t%s \n%sThreads:\t%d\nCpus_allowed_list:\t%s\n",
		name, p.Umask, state, stateName(state), e.ID, id, e.Parent, users, users, 256, user, memory, max(1, len(e.Threads)), shell.CoreText(p.Cores(v.machine)))
}

func zeroEnded(list []string) []byte {
	if len(list) == 0 {
		return nil
	}
	return []byte(strings.Join(list, "\x00") + "\x00")
}

// stateName is a state in words. (fs/proc/array.c: task_state_array)
func stateName(letter byte) string {
	switch letter {
	case 'S':
		return "sleeping"
	case 'D':
		return "disk sleep"
	case 'T':
		return "stopped"
	case 'Z':
		return "zombie"
	}
	return "running"
}

// tellMachine is what a file says that is of no process.
func (v *Volume) tellMachine(what string) string {
	m := v.machine
	table, now := m.ProcessTable(), int64(m.Now())
	usedNs, running := int64(0), 0
	threads := 0
	for _, e := range table {
		usedNs += e.CPUNs
		threads += len(e.Threads)
		for _, t := range e.Threads {
			if t.State == 'R' {
				running++
			}
		}
	}
	idleNs := now*int64(m.Cores()) - usedNs
	hundredths := func(ns int64) string { return fmt.Sprintf("%d.%02d", ns/int64(trace.Second), ns/ticksNs%100) }
	switch what {
	case "cpuinfo":
		text := ""
		for core := range m.Cores() {
			text += fmt.Sprintf("processor\t: %d\nvendor_id\t: timeslice\nmodel name\t: timeslice\ncpu MHz\t\t: 2000.000\nphysical id\t: 0\nsiblings\t: %d\ncore id\t\t: %d\ncpu cores\t: %d\n\n",
				core, m.Cores(), core, m.Cores())
		}
		return text
	case "loadavg": // as os.loadavg says
		return fmt.Sprintf("0.00 0.00 0.00 %d/%d %d\n", running, threads, table[len(table)-1].ID)
	case "meminfo":
		total, free := m.MemoryBytes()>>10, (m.MemoryBytes()-m.MemoryUsedBytes())>>10
		text := ""
		for _, line := range []struct {
			name string
			kib  int64
		}{{"MemTotal", total}, {"MemFree", free}, {"MemAvailable", free}, {"Buffers", 0}, {"Cached", 0}, {"SwapCached", 0}, {"SwapTotal", 0}, {"SwapFree", 0}} {
			text += fmt.Sprintf("%-15s %8d kB\n", line.name+":", line.kib)
		}
		return text
	case "stat":
		return fmt.Sprintf("cpu  %d 0 0 %d 0 0 0 0 0 0\nbtime %d\nprocesses %d\nprocs_running %d\n", usedNs/ticksNs, idleNs/ticksNs,
			epochNs/int64(trace.Second), table[len(table)-1].ID, running)
	case "uptime":
		return hundredths(now) + " " + hundredths(idleNs) + "\n"
	case "version":
		return "Linux version " + shell.KernelRelease + " (timeslice) " + shell.KernelVersion + "\n"
	case "hostname":
		return "timeslice\n"
	case "osrelease":
		return shell.KernelRelease + "\n"
	case "ostype":
		return "Linux\n"
	case "pid_max":
		return "4194304\n"
	}
	return ""
}
