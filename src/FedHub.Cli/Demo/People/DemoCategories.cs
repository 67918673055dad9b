namespace FedHub.Cli.Demo.People;

/// <summary>Category tokens of the demonstration's records, as the record schema of the node names them.</summary>
internal static class DemoCategories
{
    public const string Suspect = "suspect";
    public const string Victim = "victim";
    public const string MissingPerson = "missing-person";
    public const string Document = "document";
    public const string Vehicle = "vehicle";
}
