// The peer of the start-up measurement: a .NET program that does nothing.
return 0;
