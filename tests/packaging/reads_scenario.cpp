#include <rampcast/io/io.hpp>
#include <rampcast/rampcast.hpp>

#include <iostream>

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const rampcast::Plant plant = rampcast::io::load_plant(argv[1]);
    std::cout << plant.name << '\n';
    return plant.lines.empty() ? 1 : 0;
}
