using FedHub.Cli.Terminal;

namespace FedHub.Cli;

/// <summary>What commands take from outside, so that tests can give it.</summary>
/// <param name="Terminal">Reads and writes.</param>
/// <param name="Time">The clock.</param>
internal sealed record CliServices(CliTerminal Terminal, TimeProvider Time);
