package trace

type index struct{}
