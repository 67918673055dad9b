using FedHub.Cli.Csv;

namespace FedHub.Cli.Demo.Records;

/// <summary>Which of the columns <c>vehicle</c> and <c>account</c> a file has; both may be left out of any file.</summary>
internal sealed record ObjectColumns(bool HasVehicle, bool HasAccount)
{
    public const string Vehicle = "vehicle";

    public const string Account = "account";

    /// <summary>Reads a header line.</summary>
    public static ObjectColumns Of(IReadOnlyCollection<string> header) => new(Has(header, Vehicle), Has(header, Account));

    /// <summary>Reads the first line of a file.</summary>
    public static ObjectColumns Of(string path)
    {
        using var reader = File.OpenText(path);
        using var rows = CsvText.Open(reader);
        return Of(rows.ReadRow() ?? []);
    }

    /// <summary>What either has.</summary>
    public ObjectColumns Or(ObjectColumns other) => new(HasVehicle || other.HasVehicle, HasAccount || other.HasAccount);

    private static bool Has(IReadOnlyCollection<string> header, string column)
        => header.Any(cell => string.Equals(cell.Trim(), column, StringComparison.OrdinalIgnoreCase));
}
