/** The engine's version: that of the package (a test holds the two equal). Part of every record and record id. */
export const ENGINE_VERSION = '0.1.0'
