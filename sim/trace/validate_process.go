package trace

// judgedProcess is what the judge knows of a process.
type judgedProcess struct {
	id       ProcessID
	parent   *judgedProcess
	children int // whose parent it is and who have not been reaped
	live     int // threads that have not ended
	started  bool
	sent     uint64 // the signals that were sent to it, as bits
	exited   bool
	reaped   bool
	changed  bool // at this instant
}

// process returns a process that a fact names. One that is not known yet is a
// fault, and known from then on; init needs no introduction.
func (j *judge) process(id ProcessID) *judgedProcess {
	p := j.processes[id]
	if p == nil {
		if id != InitProcess {
			j.fault(RuleNumber, "there is no process %d", id)
		}
		p = j.newProcess(id)
	}
	return p
}

func (j *judge) newProcess(id ProcessID) *judgedProcess {
	p := &judgedProcess{id: id}
	j.processes[id] = p
	j.allProcesses = append(j.allProcesses, p)
	return p
}

func (j *judge) processChanges(p *judgedProcess) {
	if !p.changed {
		p.changed = true
		j.changedProcesses = append(j.changedProcesses, p)
	}
}

func (j *judge) judgeProcess(f *Fact) {
	if f.Kind == KindProcessStart {
		j.processStarts(f)
		return
	}
	p := j.process(ProcessID(f.Object))
	if p.reaped && f.Kind != KindProcessReap {
		j.fault(RuleProcess, "%s concerns process %d, which is gone", f.Kind, p.id)
	}
	switch f.Kind {
	case KindProcessExit:
		j.processEnds(p, f)
	case KindProcessReap:
		j.reaps(p, f)
	case KindProcessAdopt:
		j.adopts(p, f)
	case KindSignal:
		j.acts(f)
		p.sent |= 1 << (uint64(f.A) & 63)
	case KindDeliver:
		if p.sent&(1<<(uint64(f.A)&63)) == 0 {
			j.fault(RuleSignal, "signal %d takes effect on process %d but was never sent to it", f.A, p.id)
		}
	case KindMemory:
		j.acts(f)
		if f.A < 0 || f.A > f.B {
			j.fault(RuleMemory, "process %d has %d bytes in %d bytes of address space", p.id, f.A, f.B)
		}
	case KindProcessExec, KindProcessGroup, KindCopyOnWrite:
		j.acts(f)
	}
	if p.exited && f.Kind == KindProcessExec {
		j.fault(RuleProcess, "process %d replaces its program but it has ended", p.id)
	}
}

func (j *judge) processStarts(f *Fact) {
	id := ProcessID(f.Object)
	j.acts(f)
	p := j.processes[id]
	if p != nil && (id != InitProcess || p.started) || id <= NoProcess {
		j.fault(RuleNumber, "the number %d is not free for a process", id)
		return
	}
	if p == nil {
		p = j.newProcess(id)
	}
	p.started = true
	if ProcessID(f.A) != NoProcess {
		j.becomesChild(p, ProcessID(f.A))
	}
	j.processChanges(p)
}

// becomesChild gives a process a parent, which must live.
func (j *judge) becomesChild(p *judgedProcess, parent ProcessID) {
	heir := j.process(parent)
	switch {
	case heir == p:
		j.fault(RuleProcess, "process %d is its own parent", p.id)
		return
	case heir.exited:
		j.fault(RuleProcess, "process %d becomes the child of process %d, which has ended", p.id, parent)
	}
	p.parent = heir
	heir.children++
}

func (j *judge) processEnds(p *judgedProcess, f *Fact) {
	if p.exited {
		j.fault(RuleProcess, "process %d ends twice", p.id)
	}
	if p.live > 0 {
		j.fault(RuleProcess, "process %d ends but %d of its threads have not", p.id, p.live)
	}
	p.exited = true
	j.processChanges(p)
}

func (j *judge) reaps(p *judgedProcess, f *Fact) {
	j.acts(f)
	if p.reaped {
		j.always(RuleProcess, "process %d is reaped twice", p.id)
		return
	}
	if !p.exited {
		j.always(RuleProcess, "process %d is reaped but has not ended", p.id)
	}
	if t := j.threads[f.Thread]; t != nil && p.parent != nil && t.process != p.parent.id {
		j.fault(RuleProcess, "process %d is reaped by process %d but its parent is process %d", p.id, t.process, p.parent.id)
	}
	p.reaped = true
	if p.parent != nil {
		p.parent.children--
	}
}

func (j *judge) adopts(p *judgedProcess, f *Fact) {
	if p.parent != nil {
		j.processChanges(p.parent)
		p.parent.children--
		p.parent = nil
	}
	j.becomesChild(p, ProcessID(f.A))
}

// processAtRest judges a process when its instant is over.
func (j *judge) processAtRest(p *judgedProcess) {
	if p.id == InitProcess {
		return
	}
	if p.live == 0 && !p.exited {
		j.fault(RuleProcess, "process %d has no thread but has not ended", p.id)
	}
	if p.exited && p.children > 0 {
		j.fault(RuleProcess, "process %d has ended but %d of its children have not been adopted", p.id, p.children)
	}
}
