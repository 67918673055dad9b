namespace FedHub.Matching.Tests.Quality;

/// <summary>The measuring data, which are not part of the repository: <c>shared/data</c> beside it.</summary>
internal static class DataFolder
{
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(Path.Combine(data, "linkage")) && Directory.Exists(Path.Combine(data, "names")))
            {
                return data;
            }
        }

        return null;
    }
}
