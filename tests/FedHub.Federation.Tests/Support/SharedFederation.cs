namespace FedHub.Federation.Tests.Support;

/// <summary>All tests of this project in one line behind each other, for they kill and suspend what they share.</summary>
[CollectionDefinition(Name)]
public sealed class SharedFederation : ICollectionFixture<LiveFederation>
{
    public const string Name = "federation";
}
