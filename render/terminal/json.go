package terminal

import (
	"encoding/json"
	"io"
	"strconv"

	"timeslice/assets/words"
	"timeslice/sim/trace"
)

// The report for programs. Its form is stable: names are not changed or taken
// away. Times are nanoseconds and their names end in _ns; what did not happen
// is null. docs/report.md describes it.
type jsonReport struct {
	Scenario            string        `json:"scenario"`
	Machine             jsonMachine   `json:"machine"`
	Jobs                []jsonJob     `json:"jobs"`
	Processes           []jsonProcess `json:"processes"`
	Cores               []jsonCore    `json:"cores"`
	MakespanNs          int64         `json:"makespan_ns"`
	MeanResponseNs      *int64        `json:"mean_response_ns"`
	MeanTurnaroundNs    *int64        `json:"mean_turnaround_ns"`
	MeanWaitingNs       *int64        `json:"mean_waiting_ns"`
	ThroughputPerSecond json.Number   `json:"throughput_per_second"`
	Jain                json.Number   `json:"jain"`
	JainByWeight        json.Number   `json:"jain_by_weight"`
	End                 jsonEnd       `json:"end"`
}

type jsonMachine struct {
	Cores     int         `json:"cores"`
	Policy    string      `json:"policy"`
	Queues    string      `json:"queues"`
	QuantumNs json.Number `json:"quantum_ns"`
	HZ        json.Number `json:"hz"`
	Seed      json.Number `json:"seed"`
	Preset    string      `json:"preset"`
}

type jsonJob struct {
	Name         string           `json:"name"`
	PID          int              `json:"pid"`
	TID          int              `json:"tid"`
	ArrivalNs    int64            `json:"arrival_ns"`
	ResponseNs   *int64           `json:"response_ns"`
	TurnaroundNs *int64           `json:"turnaround_ns"`
	EndNs        *int64           `json:"end_ns"`
	WaitingNs    int64            `json:"waiting_ns"`
	CPUNs        int64            `json:"cpu_ns"`
	BlockedNs    int64            `json:"blocked_ns"`
	BlockedByNs  map[string]int64 `json:"blocked_by_ns"`
	ThrottledNs  int64            `json:"throttled_ns"`
	StoppedNs    int64            `json:"stopped_ns"`
	OverheadNs   int64            `json:"overhead_ns"`
	Switches     int              `json:"switches"`
	Preemptions  int              `json:"preemptions"`
	Yields       int              `json:"yields"`
	Migrations   int              `json:"migrations"`
	State        string           `json:"state"`
}

type jsonProcess struct {
	Name         string  `json:"name"`
	PID          int     `json:"pid"`
	PPID         int     `json:"ppid"`
	Threads      int     `json:"threads"`
	ArrivalNs    int64   `json:"arrival_ns"`
	TurnaroundNs *int64  `json:"turnaround_ns"`
	EndNs        *int64  `json:"end_ns"`
	WaitingNs    int64   `json:"waiting_ns"`
	CPUNs        int64   `json:"cpu_ns"`
	BlockedNs    int64   `json:"blocked_ns"`
	State        string  `json:"state"`
	ExitCode     *int    `json:"exit_code"`
	Signal       *string `json:"signal"`
}

type jsonCore struct {
	Core       int   `json:"core"`
	BusyNs     int64 `json:"busy_ns"`
	OverheadNs int64 `json:"overhead_ns"`
	IdleNs     int64 `json:"idle_ns"`
	Switches   int   `json:"switches"`
}

type jsonEnd struct {
	Reason  *string `json:"reason"`
	TimeNs  int64   `json:"time_ns"`
	Message string  `json:"message"`
}

// WriteJSON writes the report of a run as JSON, followed by a line break. The
// message of the end is in English, whatever the reader's language: the form
// is for programs.
func WriteJSON(w io.Writer, t *trace.Trace) error {
	m := t.Metrics()
	r := jsonReport{
		Scenario: t.Property("scenario"), Machine: machineForJSON(t),
		Jobs: jobsForJSON(t, m), Processes: processesForJSON(m), Cores: []jsonCore{},
		MakespanNs: m.MakespanNs, MeanResponseNs: some(m.MeanResponseNs),
		MeanTurnaroundNs: some(m.MeanTurnaroundNs), MeanWaitingNs: some(m.MeanWaitingNs),
		ThroughputPerSecond: json.Number(thousandths(m.ThroughputMilli)),
		Jain:                json.Number(decimals(m.PlainPPM, unit{ns: 1_000_000}, 6)),
		JainByWeight:        json.Number(decimals(m.FairnessPPM, unit{ns: 1_000_000}, 6)),
		End:                 jsonEnd{TimeNs: m.ElapsedNs, Message: EndInWords(t, words.New(words.English))},
	}
	if m.EndReason != trace.ReasonNone {
		reason := m.EndReason.String()
		r.End.Reason = &reason
	}
	for _, c := range m.Cores {
		r.Cores = append(r.Cores, jsonCore{int(c.Core), c.BusyNs, c.OverheadNs, c.IdleNs, c.Switches})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}

// some is a figure, or nothing for one there is not.
func some(ns int64) *int64 {
	if ns == trace.None {
		return nil
	}
	return &ns
}

func machineForJSON(t *trace.Trace) jsonMachine {
	return jsonMachine{
		Cores: coresOf(t), Policy: t.Property("policy"), Queues: t.Property("queues"), Preset: t.Property("preset"),
		QuantumNs: numberOf(t.Property("quantum")), HZ: numberOf(t.Property("hz")), Seed: numberOf(t.Property("seed")),
	}
}

// numberOf is a property that is a number; 0 if it is not, as in a trace that
// somebody made by hand.
func numberOf(property string) json.Number {
	if _, err := strconv.ParseUint(property, 10, 64); err != nil {
		return "0"
	}
	return json.Number(property)
}

func jobsForJSON(t *trace.Trace, m *trace.Metrics) []jsonJob {
	names := NewNames(t)
	jobs := []jsonJob{}
	for i := range m.Threads {
		f := &m.Threads[i]
		job := jsonJob{
			Name: names.Of(f.Thread), PID: int(f.Process), TID: int(f.Thread), ArrivalNs: f.ArrivalNs,
			ResponseNs: some(f.ResponseNs), TurnaroundNs: some(f.TurnaroundNs), EndNs: some(f.EndNs),
			WaitingNs: f.WaitingNs, CPUNs: f.CPUNs, BlockedNs: f.BlockedNs, BlockedByNs: map[string]int64{},
			ThrottledNs: f.ThrottledNs, StoppedNs: f.StoppedNs, OverheadNs: f.OverheadNs,
			Switches: f.Switches, Preemptions: f.Preemptions, Yields: f.Yields, Migrations: f.Migrations,
			State: f.Status.String(),
		}
		for _, b := range f.BlockedBy {
			job.BlockedByNs[b.Reason.String()] = b.Ns
		}
		jobs = append(jobs, job)
	}
	return jobs
}

func processesForJSON(m *trace.Metrics) []jsonProcess {
	processes := []jsonProcess{}
	for i := range m.Processes {
		f := &m.Processes[i]
		p := jsonProcess{
			Name: f.Name, PID: int(f.Process), PPID: int(f.Parent), Threads: f.Threads, ArrivalNs: f.ArrivalNs,
			TurnaroundNs: some(f.TurnaroundNs), EndNs: some(f.EndNs), WaitingNs: f.WaitingNs, CPUNs: f.CPUNs,
			BlockedNs: f.BlockedNs, State: f.Status.String(),
		}
		switch {
		case f.EndNs == trace.None:
		case f.Signal != 0:
			signal := trace.SignalName(f.Signal)
			p.Signal = &signal
		default:
			p.ExitCode = &f.Code
		}
		processes = append(processes, p)
	}
	return processes
}
