package sim

// Errno is the number of an error as on Linux; 0 is none.
type Errno int
