import { useBiaTexts } from "@/i18n/bia";
import { Done } from "@/ui/Status";
import { SOLID, TEXT } from "@/ui/styles";
import { useWork } from "../work";

/** Always in sight: whether anything is unsaved, and the one button that saves and reckons anew. */
export function SaveBar() {
  const { save: texts } = useBiaTexts();
  const { id, editing } = useWork();
  const { saving, isChanged, isRestored, revert } = editing;
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-1 border-solid-gray-420 border-t bg-white px-4 py-3 print:hidden">
      <button aria-disabled={saving.isPending} className={SOLID} type="submit">
        {saving.isPending ? texts.saving : id ? texts.save : texts.assess}
      </button>
      {isChanged && (
        <>
          <span className="font-700">{isRestored ? texts.restored : texts.unsaved}</span>
          <button className={TEXT} onClick={revert} type="button">
            {texts.revert}
          </button>
        </>
      )}
      <Done>
        {saving.isSuccess && !isChanged ? (id ? texts.saved : texts.assessed) : undefined}
      </Done>
    </div>
  );
}
