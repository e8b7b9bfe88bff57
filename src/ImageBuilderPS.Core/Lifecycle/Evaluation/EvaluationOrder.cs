using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>
/// The order of a run's images: the selected ones from newest to oldest, then the others in their given order. Images of
/// the same moment keep their given order. Images without a creation date count as the newest.
/// </summary>
internal sealed class EvaluationOrder
{
    private readonly int[] indexes;
    private readonly RecipeVersion?[] recipes;

    private EvaluationOrder(int count)
    {
        indexes = new int[count];
        recipes = new RecipeVersion?[count];
    }

    public int Selected { get; private set; }

    public int Count => indexes.Length;

    public int this[int place] => indexes[place];

    public RecipeVersion RecipeOf(int index) => recipes[index]!;

    public static EvaluationOrder Create(IReadOnlyList<Image> images, ImageSelection selection, RecipeVersionIndex versions)
    {
        var order = new EvaluationOrder(images.Count);
        var keys = new long[images.Count];
        var others = images.Count;
        var sorted = true;
        for (var i = 0; i < images.Count; i++)
        {
            var image = images[i] ?? throw new ArgumentException($"images[{i}]: got nothing, expected an image.", nameof(images));
            var recipe = order.recipes[i] = versions.Get(image);
            if (!selection.HasTypeOf(image) || !(recipe.IsSelected || selection.HasTagOf(image)))
            {
                order.indexes[--others] = i;
                continue;
            }
            var place = order.Selected++;
            keys[place] = image.DateCreated is { } created ? -created.UtcTicks : long.MinValue;
            order.indexes[place] = i;
            sorted &= place == 0 || keys[place - 1] <= keys[place];
        }
        if (!sorted)
            order.Sort(keys);
        Array.Reverse(order.indexes, others, images.Count - others);
        return order;
    }

    private void Sort(long[] keys)
    {
        Array.Sort(keys, indexes, 0, Selected);
        for (var start = 0; start < Selected;)
        {
            var end = start + 1;
            while (end < Selected && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                Array.Sort(indexes, start, end - start);
            start = end;
        }
    }
}
