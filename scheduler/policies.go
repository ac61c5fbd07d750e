package scheduler

import "strings"

// Policy is a name and a way to make its queues.
type Policy struct {
	Name string
	// Layout is how it is used if nothing is said: Linux's policies have a
	// queue a core, the textbook's have one for all.
	Layout Layout
	// New makes what the queues of one scheduler share, and returns the maker
	// of the queues themselves.
	New func(config *Config, watch Watcher) func() Queue
}

// Policies lists every policy there is. To add one, write its file and add its
// line here.
func Policies() []Policy {
	return []Policy{
		{"fifo", Central, newFIFO},
		{"sjf", Central, newShortestFirst},
		{"stcf", Central, newShortestLeft},
		{"hrrn", Central, newHighestRatio},
		{"rr", Central, newRoundRobin},
		{"priority", Central, newPriority},
		{"mlfq", Central, newMultilevel},
		{"lottery", Central, newLottery},
		{"stride", Central, newStride},
		{"cfs", PerCore, newCFS},
		{"eevdf", PerCore, newEEVDF},
	}
}

func find(name string) *Policy {
	for _, p := range Policies() {
		if p.Name == name {
			return &p
		}
	}
	return nil
}

func listNames() string {
	var names []string
	for _, p := range Policies() {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}
