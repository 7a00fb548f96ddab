/** Class lists of a row of links between the pages of one kind of work. */
export const PLACES = "rounded-8 bg-solid-gray-50 px-4 print:hidden";

export const PLACE =
  "flex min-h-11 items-center text-blue-1000! aria-[current=page]:font-700 aria-[current=page]:text-solid-gray-900! aria-[current=page]:no-underline";
