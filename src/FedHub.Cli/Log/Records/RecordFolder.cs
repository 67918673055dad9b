using FedHub.Cryptography.Match;

namespace FedHub.Cli.Log.Records;

/// <summary>Sealed search records as the node handed them out: a file a query, named by its id. Nothing in it is secret from those who cannot open it.</summary>
internal sealed class RecordFolder(string path)
{
    /// <summary>A record's largest size; an honest one has some kilobytes.</summary>
    public const int MaxSize = 1024 * 1024;

    private const string Extension = ".sealed";

    /// <summary>Keeps a record.</summary>
    public void Write(QueryId query, ReadOnlySpan<byte> record)
    {
        Directory.CreateDirectory(path);
        File.WriteAllBytes(FileOf(query), record);
    }

    /// <summary>The record of a query; null when there is none.</summary>
    public byte[]? Find(QueryId query)
    {
        var file = new FileInfo(FileOf(query));
        return !file.Exists ? null : file.Length <= MaxSize ? File.ReadAllBytes(file.FullName) : [];
    }

    /// <summary>The queries of which there are records.</summary>
    /// <exception cref="CliFailureException">There is no such folder.</exception>
    public IReadOnlyList<QueryId> Queries() => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path, "*" + Extension).Select(Path.GetFileNameWithoutExtension).Where(name => QueryId.TryParse(name, out _)).Select(name => QueryId.Parse(name!))]
        : throw CliFailureException.Usage("There is no folder of search records at " + path, "Make it with fedhub node search-records.");

    private string FileOf(QueryId query) => Path.Combine(path, query + Extension);
}
