namespace FedHub.Federation.Tests;

public sealed partial class RecordsDemoTests
{
    private static readonly string[] _expected =
    [
    ];
}
