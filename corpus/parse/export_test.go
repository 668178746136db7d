package parse

// BrokenInvariant is brokenInvariant for tests outside the package.
var BrokenInvariant = brokenInvariant
