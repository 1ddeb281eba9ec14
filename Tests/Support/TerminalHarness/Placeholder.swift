// Placeholder so that the target graph builds.
