namespace FedHub.Node.Tests.Import;

/// <summary>Tests that measure the whole process run when no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
